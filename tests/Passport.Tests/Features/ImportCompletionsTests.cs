using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Features;

public sealed partial class ImportCompletionsTests(PassportApp app)
{
    private const string Header = "ACADEMYNUMBER,DATEOFBIRTH,COURSE,TRAINER,COMPLETEDON";

    [Fact]
    public async Task Completions_that_come_in_by_file_are_the_same_as_those_recorded_one_by_one()
    {
        var course = await app.ACourse();
        var (single, many) = (await app.ALearner(), await app.ALearner());
        DateOnly[] days = [new(2026, 3, 1), new(2024, 12, 31), new(2026, 9, 30)];
        foreach (var day in days)
        {
            await app.Record(course, day, single.Id);
        }

        var report = await Send(course.ProviderId, [Header, .. days.Select(day => Row(many, course, day))]);

        (report.GetProperty("created").GetInt32(), report.GetProperty("errors").GetArrayLength()).ShouldBe((3, 0));
        (await Told(many)).ShouldBe(await Told(single));
    }

    [Fact]
    public async Task A_row_names_course_and_trainer_as_the_providers_own_system_does()
    {
        var course = await app.ACourse();
        var learner = await app.ALearner();
        var code = new { code = "https://lms.example/courses/moving-2026", courseVersionId = course.VersionId };
        (await app.AsProvider(course.ProviderId).PostNew("/api/passport/v1/course-codes", code)).StatusCode.ShouldBe(HttpStatusCode.Created);

        var report = await Send(
            course.ProviderId, $"{Header}", $"{learner.AcademyNumber},{learner.DateOfBirth:dd/MM/yyyy},{code.code},dev patel,30/09/2026");

        report.GetProperty("created").GetInt32().ShouldBe(1, report.ToString());
        (await app.PassportOf(learner.Id)).GetProperty("entries")[0].GetProperty("assurance").GetString().ShouldBe("Kitemarked");
    }

    [Fact]
    public async Task Good_rows_go_in_and_each_bad_row_says_what_to_fix()
    {
        var (course, other) = (await app.ACourse(), await app.ACourse());
        var learner = await app.ALearner();
        var good = Row(learner, course, new(2026, 3, 1));

        var report = await Send(
            course.ProviderId,
            Header,
            good,
            good,
            Row(learner with { DateOfBirth = new(1991, 1, 1) }, course, new(2026, 3, 2)),
            Row(learner, other, new(2026, 3, 3)),
            Row(learner, course, app.Today.AddDays(1)),
            $"{learner.AcademyNumber},{learner.DateOfBirth:O},{course.VersionId},Nobody,2026-03-04",
            $"{learner.AcademyNumber},{learner.DateOfBirth:O},{course.VersionId},{Guid.NewGuid()},2026-03-05",
            $"{learner.AcademyNumber},{learner.DateOfBirth:O},{course.VersionId},{other.TrainerId},2026-03-06",
            $"not a number,31/02/1990,{course.VersionId},{course.TrainerId},2026-03-05");

        (report.GetProperty("created").GetInt32(), report.GetProperty("unchanged").GetInt32()).ShouldBe((1, 1));
        report.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("row").GetInt32(), e.GetProperty("code").GetInt32()))
            .ShouldBe([(4, 1305), (5, 1302), (6, 1304), (7, 1303), (8, 1303), (9, 1303), (10, 1300), (10, 1301)]);
        var trainers = report.GetProperty("errors").EnumerateArray().Where(e => e.GetProperty("code").GetInt32() == 1303).Select(e => e.GetProperty("message").GetString()!).ToList();
        trainers[0].ShouldStartWith("No trainer of yours has this name.");
        trainers[1].ShouldStartWith("No trainer is known by this id.");
        trainers[2].ShouldStartWith("This trainer teaches for another training provider.");
        report.ToString().ShouldNotContain("1991");
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_a_provider_sees_its_own_imports_only()
    {
        var (course, other) = (await app.ACourse(), await app.ACourse());
        var learner = await app.ALearner();
        await Send(course.ProviderId, Header, Row(learner, course, new(2026, 3, 1)));

        var again = await Send(course.ProviderId, Header, Row(learner, course, new(2026, 3, 1)));

        (again.GetProperty("created").GetInt32(), again.GetProperty("unchanged").GetInt32()).ShouldBe((0, 1));
        var path = new Uri($"/api/passport/v1/completion-imports/{again.GetProperty("importId").GetGuid()}", UriKind.Relative);
        (await app.AsProvider(course.ProviderId).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.AsProvider(other.ProviderId).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_without_the_columns_is_refused_with_their_names()
    {
        var course = await app.ACourse();

        using var request = Request("NAME,DAY", "Amara,2026-03-01");
        var response = await app.AsProvider(course.ProviderId).SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Content.ReadAsStringAsync()).ShouldContain("COMPLETEDON");
    }

    /// <summary>Everything that is kept and said of a learner, but for ids and instants: other tests may move the clock meanwhile.</summary>
    private async Task<string> Told(ALearner learner)
    {
        var passport = await app.PassportOf(learner.Id);
        var (ledger, stored) = await app.InDatabase(async db => (
            await db.Ledger.AsNoTracking().Where(l => l.LearnerId == learner.Id).OrderBy(l => l.Number).ToListAsync(),
            await db.Passports.AsNoTracking().SingleAsync(p => p.LearnerId == learner.Id)));
        ledger.Zip(ledger.Select(l => l.Hash).Prepend([])).ShouldAllBe(pair => pair.First.IsIntact(pair.Second));
        stored.LedgerHash.ShouldBe(ledger[^1].Hash);
        var said = (await app.Said<CompletionRecorded>()).Where(e => e.LearnerId == learner.Id).Select(e => (e.Version, e.Entry with { EntryId = default }));
        var ids = ledger.Select(l => $"{l.EntryId}").Append($"{learner.Id}").Append(stored.ShownNumber).ToList();
        var kept = JsonSerializer.Serialize(new { passport, ledger = ledger.Select(l => new { l.Number, l.Event, l.By, l.Reason, l.At, l.Entry }) }, PassportDocument.Json);
        return Instant().Replace(ids.Aggregate(kept, (text, id) => text.Replace(id, "-", StringComparison.Ordinal)), "at") + string.Join('\n', said);
    }

    private static string Row(ALearner learner, ACourse course, DateOnly day)
        => $"{learner.AcademyNumber},{learner.DateOfBirth:yyyy-MM-dd},{course.VersionId},{course.TrainerId},{day:yyyy-MM-dd}";

    private async Task<JsonElement> Send(Guid provider, params string[] lines)
    {
        using var request = Request(lines);
        var response = await app.AsProvider(provider).SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.Json();
    }

    private static HttpRequestMessage Request(params string[] lines) => new(HttpMethod.Post, "/api/passport/v1/completion-imports")
    {
        Content = new StringContent(string.Join("\r\n", lines), Encoding.UTF8, new MediaTypeHeaderValue("text/csv")),
        Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
    };

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Instant();
}
