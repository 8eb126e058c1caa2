using System.Net;
using System.Text.Json;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

/// <summary>What a training provider recorded: searched, in pages, and its own only.</summary>
public sealed class ListEntriesTests(PassportApp app)
{
    private const string Path = "/api/passport/v1/entries";
    private static readonly DateOnly Day = new(2026, 9, 1);

    [Fact]
    public async Task The_last_recorded_comes_first_with_whose_it_is_and_the_person_sees_that_the_provider_looked()
    {
        var (first, second, course) = (await app.ALearner("Grace Mensah"), await app.ALearner("Łukasz Wójcik"), await app.ACourse());
        await app.Record(course, Day, first.Id);
        await app.Record(course, Day.AddDays(-5), second.Id);

        var entries = await Entries(course);

        entries.Select(e => (e.GetProperty("name").GetString(), e.GetProperty("entry").GetProperty("completedOn").GetString()))
            .ShouldBe([("Łukasz Wójcik", "2026-08-27"), ("Grace Mensah", "2026-09-01")]);
        entries[1].GetProperty("academyNumber").GetString().ShouldBe($"CPA-{Academy.ServiceDefaults.Codes.Show(first.AcademyNumber)}");
        (await app.AsLearner(first.Id).GetStringAsync(new Uri($"/api/passport/v1/learners/{first.Id}/activity", UriKind.Relative))).ShouldContain("PassportSeen");
    }

    [Theory]
    [InlineData("q=mens", "Grace Mensah")]
    [InlineData("q=50%25", "50% O_Neil")]
    [InlineData("q=O_N", "50% O_Neil")]
    [InlineData("q=zzz", "")]
    [InlineData("from=2026-09-01", "50% O_Neil")]
    [InlineData("until=2026-08-31", "Grace Mensah")]
    [InlineData("from=2026-08-31&until=2026-08-31", "")]
    [InlineData("withdrawn=true", "Grace Mensah")]
    [InlineData("withdrawn=false", "50% O_Neil")]
    public async Task It_is_searched_by_name_day_and_status(string query, string names)
    {
        var (grace, neil, course) = (await app.ALearner("Grace Mensah"), await app.ALearner("50% O_Neil"), await app.ACourse());
        var entry = (await app.Record(course, Day.AddDays(-5), grace.Id)).GetProperty("completions")[0].GetProperty("entryId").GetGuid();
        await app.Record(course, Day, neil.Id);
        (await app.AsProvider(course.ProviderId).PostNew($"{Path}/{entry}/withdraw", new { reason = "She was not in the class." })).EnsureSuccessStatusCode();

        (await Entries(course, query)).Select(e => e.GetProperty("name").GetString()).ShouldBe(names.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task It_is_searched_by_academy_number_and_by_course_version()
    {
        var (grace, neil, course) = (await app.ALearner("Grace Mensah"), await app.ALearner("Neil"), await app.ACourse());
        await app.Record(course, Day, grace.Id, neil.Id);

        (await Entries(course, $"q=cpa {Academy.ServiceDefaults.Codes.Show(grace.AcademyNumber).ToLowerInvariant()}")).Single().GetProperty("name").GetString().ShouldBe("Grace Mensah");
        (await Entries(course, $"courseVersionId={course.VersionId}")).Length.ShouldBe(2);
        (await Entries(course, $"courseVersionId={Guid.NewGuid()}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_is_too_short_is_refused_with_what_to_type()
    {
        var course = await app.ACourse();

        var answer = await app.AsProvider(course.ProviderId).GetAsync(new Uri($"{Path}?q=ab", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("detail").GetString().ShouldBe("Type 3 to 100 letters of the name, or the academy number.");
    }

    [Fact]
    public async Task Pages_of_fifty_lead_on_with_the_same_search()
    {
        var course = await app.ACourse();
        for (var n = 0; n < 51; n++)
        {
            await app.Record(course, Day, (await app.ALearner($"Person {n:00}")).Id);
        }

        var first = await Read(course, $"{Path}?q=Person&from=2026-01-01");
        var next = first.GetProperty("next").GetString()!;
        var second = await Read(course, next);

        next.ShouldContain("q=Person");
        first.GetProperty("entries").GetArrayLength().ShouldBe(50);
        second.GetProperty("entries").EnumerateArray().Single().GetProperty("name").GetString().ShouldBe("Person 00");
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task To_everybody_but_the_provider_an_entry_is_not_there()
    {
        var (learner, course, employer) = (await app.ALearner(), await app.ACourse(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer);
        var entry = (await app.Record(course, Day, learner.Id)).GetProperty("completions")[0].GetProperty("entryId").GetGuid();

        (await Read(course, $"{Path}/{entry}")).GetProperty("entry").GetProperty("entryId").GetGuid().ShouldBe(entry);
        var another = await app.ACourse();
        (await Entries(another)).ShouldBeEmpty();
        foreach (var client in new[]
        {
            app.AsProvider(another.ProviderId),
            app.As("completions.write", Academy.ServiceDefaults.OrganisationKind.Employer, employer),
            app.As("completions.write", learner: learner.Id),
        })
        {
            (await client.GetAsync(new Uri($"{Path}/{entry}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await app.As("completions.write", learner: learner.Id).GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<JsonElement[]> Entries(ACourse course, string query = "") => [.. (await Read(course, $"{Path}?{query}")).GetProperty("entries").EnumerateArray()];

    private async Task<JsonElement> Read(ACourse course, string path) => await (await app.AsProvider(course.ProviderId).GetAsync(new Uri(path, UriKind.Relative))).Json();
}
