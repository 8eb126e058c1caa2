using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

/// <summary>What somebody who is limited to workplaces of an employer sees and changes of passports.</summary>
public sealed class WorkplacesTests(PassportApp app)
{
    private const string Api = "/api/passport/v1";

    [Fact]
    public async Task Only_passports_of_people_at_the_workplace_are_seen_and_those_without_one_by_the_whole_employer_alone()
    {
        var employer = await app.AnEmployer();
        var (here, elsewhere, nowhere) = (await Employed(employer, "HOME1"), await Employed(employer, "HOME2"), await Employed(employer, null));
        var hidden = await Employed(employer, "HOME1", shares: false);
        var caller = app.At(employer, "HOME1");

        (await Status(caller, Passport(here))).ShouldBe(HttpStatusCode.OK);
        (await Status(caller, Starter(employer, here))).ShouldBe(HttpStatusCode.OK);
        foreach (var learner in new[] { elsewhere, nowhere, hidden })
        {
            (await Status(caller, Passport(learner))).ShouldBe(HttpStatusCode.NotFound);
            (await Status(caller, Starter(employer, learner))).ShouldBe(HttpStatusCode.NotFound);
        }

        (await Status(app.AsEmployer(employer), Passport(nowhere))).ShouldBe(HttpStatusCode.OK);
        (await Team(caller, employer)).ShouldBe([here]);
        (await Team(app.At(employer, "HOME1", "HOME2"), employer)).ShouldBe([here, elsewhere], ignoreOrder: true);
        (await Team(app.At(employer, "HOME9"), employer)).ShouldBeEmpty();
        (await Team(app.AsEmployer(employer), employer)).ShouldBe([here, elsewhere, nowhere], ignoreOrder: true);
    }

    [Fact]
    public async Task A_look_that_was_refused_leaves_no_line()
    {
        var employer = await app.AnEmployer();
        var learner = await Employed(employer, "HOME2");

        await Status(app.At(employer, "HOME1"), Passport(learner));
        await Team(app.At(employer, "HOME1"), employer);

        (await app.AsLearner(learner).GetStringAsync(Uri($"{Api}/learners/{learner}/activity"))).ShouldNotContain("PassportSeen");
    }

    [Fact]
    public async Task Whoever_moves_to_another_workplace_disappears_from_the_first_and_appears_at_the_second()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        var employment = await app.AnEmployment(learner.Id, employer, workplace: "HOME1");
        var (first, second) = (app.At(employer, "HOME1"), app.At(employer, "HOME2"));
        (await Status(first, Passport(learner.Id))).ShouldBe(HttpStatusCode.OK);
        (await Status(second, Passport(learner.Id))).ShouldBe(HttpStatusCode.NotFound);

        await app.AnEmployment(learner.Id, employer, workplace: "HOME2", id: employment, version: 3);

        (await Status(first, Passport(learner.Id))).ShouldBe(HttpStatusCode.NotFound);
        (await Team(first, employer)).ShouldBeEmpty();
        (await Status(second, Passport(learner.Id))).ShouldBe(HttpStatusCode.OK);
        (await Team(second, employer)).ShouldBe([learner.Id]);
    }

    [Fact]
    public async Task What_a_starter_has_to_hold_follows_from_the_job_at_the_own_workplace()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer, workplace: "HOME1", jobRole: 4);
        await app.AnEmployment(learner.Id, employer, workplace: "HOME2", jobRole: 8);
        (await Require(app.AsEmployer(employer), employer)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Subjects("HOME1")).ShouldBe(0);
        (await Subjects("HOME2")).ShouldBe(1);

        async Task<int> Subjects(string workplace)
            => (await (await app.At(employer, workplace).GetAsync(Uri(Starter(employer, learner.Id)))).Json()).GetProperty("subjects").GetArrayLength();
    }

    [Fact]
    public async Task Requirements_are_read_at_a_workplace_and_set_for_the_whole_employer()
    {
        var employer = await app.AnEmployer();

        (await Status(app.At(employer, "HOME1"), $"{Api}/employers/{employer}/requirements")).ShouldBe(HttpStatusCode.OK);
        (await Require(app.At(employer, "HOME1"), employer)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Require(app.AsEmployer(employer), employer)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Training_files_and_what_they_said_are_the_whole_employers()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer, workplace: "HOME1", worker: "W1");
        var caller = app.At(employer, "HOME1");

        (await caller.SendAsync(File($"{Api}/imports"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await caller.SendAsync(File($"{Api}/imports?employerId={employer}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var import = (await (await app.AsEmployer(employer).SendAsync(File($"{Api}/imports"))).Json()).GetProperty("importId").GetGuid();
        var entry = (await app.PassportOf(learner.Id)).GetProperty("entries")[0].GetProperty("entryId").GetGuid();

        (await Status(caller, $"{Api}/imports/{import}")).ShouldBe(HttpStatusCode.NotFound);
        (await caller.PostNew($"{Api}/entries/{entry}/withdraw", new { reason = "She was on leave." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await caller.PostNew($"{Api}/entries/{entry}/correct", new { completedOn = "2026-09-02", reason = "The wrong day." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_receipt_of_a_check_is_read_again_at_a_workplace_by_whoever_made_it_and_by_the_whole_employer()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        var code = (await (await app.AsLearner(learner.Id).PostNew($"{Api}/learners/{learner.Id}/shares", new { days = 7 })).Json()).GetProperty("code").GetString();
        var (maker, colleague) = (app.At(employer, "HOME1"), app.At(employer, "HOME1"));

        var check = (await (await maker.PostNew($"{Api}/checks", new { code, dateOfBirth = learner.DateOfBirth })).Json()).GetProperty("checkId").GetGuid();

        (await Status(maker, $"{Api}/checks/{check}")).ShouldBe(HttpStatusCode.OK);
        (await Status(app.AsEmployer(employer), $"{Api}/checks/{check}")).ShouldBe(HttpStatusCode.OK);
        (await Status(colleague, $"{Api}/checks/{check}")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static Uri Uri(string path) => new(path, UriKind.Relative);

    private static string Passport(Guid learner) => $"{Api}/learners/{learner}/passport";

    private static string Starter(Guid employer, Guid learner) => $"{Api}/employers/{employer}/starters/{learner}";

    private static async Task<HttpStatusCode> Status(HttpClient caller, string path) => (await caller.GetAsync(Uri(path))).StatusCode;

    private static async Task<List<Guid>> Team(HttpClient caller, Guid employer)
        => [.. (await caller.GetFromJsonAsync<JsonElement>(Uri($"{Api}/employers/{employer}/matrix"))).GetProperty("learners").EnumerateArray()
            .Select(row => row.GetProperty("learnerId").GetGuid())];

    private static Task<HttpResponseMessage> Require(HttpClient caller, Guid employer)
        => caller.PutAsync(
            Uri($"{Api}/employers/{employer}/requirements"),
            JsonContent.Create(new { subjects = new[] { new { trainingCategoryCode = 15, jobRoleCodes = new[] { 8 } } } }));

    private static HttpRequestMessage File(string path) => new(HttpMethod.Post, path)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(
            "LOCALESTID,UNIQUEWORKERID,CATEGORY,DESCRIPTION,DATECOMPLETED,EXPIRYDATE,ACCREDITED,NOTES\r\nHOME1,W1,6,Fire drill,01/09/2026,,0,"))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("text/csv") },
        },
        Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
    };

    private async Task<Guid> Employed(Guid employer, string? workplace, bool shares = true)
    {
        var learner = await app.ALearner();
        await app.AnEmployment(learner.Id, employer, shares, workplace: workplace);
        return learner.Id;
    }
}
