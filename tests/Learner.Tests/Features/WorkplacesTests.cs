using System.Net;
using System.Text;
using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Testing;

namespace Academy.Learner.Tests.Features;

/// <summary>What somebody who is limited to workplaces sees and changes of an employer with "Oak House" and "Elm House".</summary>
public sealed class WorkplacesTests(LearnerApp app)
{
    [Fact]
    public async Task Only_the_people_of_the_workplace_are_seen_and_somebody_without_one_by_the_whole_employer_alone()
    {
        var employer = await app.AnEmployer();
        var (oak, elm, none) = (await Employed(employer, "Oak House"), await Employed(employer, "Elm House"), await Employed(employer, null));

        (await Seen(app.At(employer, "Oak House"), employer)).ShouldBe([oak.Learner]);
        (await Seen(app.At(employer, "Oak House", "Elm House"), employer)).ShouldBe([oak.Learner, elm.Learner]);
        (await Seen(app.At(employer, "Ash House"), employer)).ShouldBeEmpty();
        (await Seen(app.Employer(employer), employer)).ShouldBe([oak.Learner, elm.Learner, none.Learner]);
        foreach (var other in new[] { elm, none })
        {
            (await app.At(employer, "Oak House").GetAsync(Record(other.Learner))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await app.Employer(employer).GetAsync(Record(other.Learner))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await app.At(employer, "Oak House").GetAsync(Record(oak.Learner))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Pages_of_a_workplace_leave_nobody_out_and_nobody_in()
    {
        var employer = await app.AnEmployer();
        var expected = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            expected.Add((await Employed(employer, "Oak House")).Learner);
            await Employed(employer, "Elm House");
        }

        var seen = new List<Guid>();
        for (var page = $"/api/learner/v1/employers/{employer}/learners?limit=2"; page is not null;)
        {
            var answer = await app.At(employer, "Oak House").GetFromJsonAsync<JsonElement>(page);
            seen.AddRange(answer.GetProperty("learners").EnumerateArray().Select(l => l.GetProperty("learnerId").GetGuid()));
            page = answer.GetProperty("next").GetString();
        }

        seen.ShouldBe(expected);
    }

    [Fact]
    public async Task Whoever_moves_to_another_workplace_disappears_from_the_first_and_appears_at_the_second()
    {
        var employer = await app.AnEmployer();
        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow()));
        var (oak, elm) = (app.At(employer, "Oak House"), app.At(employer, "Elm House"));
        var learner = (await Seen(oak, employer)).ShouldHaveSingleItem();
        (await Seen(elm, employer)).ShouldBeEmpty();

        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(("TRANSFERSTAFFRECORD", "Elm House"))));

        (await Seen(oak, employer)).ShouldBeEmpty();
        (await oak.GetAsync(Record(learner))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Seen(elm, employer)).ShouldBe([learner]);
        (await elm.GetAsync(Record(learner))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_a_person_the_employments_at_other_workplaces_are_not_shown()
    {
        var employer = await app.AnEmployer();
        var elm = await Employed(employer, "Elm House");
        await app.Employer(employer).PostNew($"{elm.Path}/end", new { endedOn = "2025-12-31" });
        (await Start(app.Employer(employer), employer, elm.Number, "Oak House", "2026-01-05")).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await Workplaces(app.At(employer, "Oak House"))).ShouldBe(["Oak House"]);
        (await Workplaces(app.Employer(employer))).ShouldBe(["Elm House", "Oak House"]);
        (await app.At(employer, "Elm House").GetAsync(Record(elm.Learner))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        async Task<List<string?>> Workplaces(HttpClient caller)
            => [.. (await caller.GetFromJsonAsync<JsonElement>(Record(elm.Learner))).GetProperty("employments").EnumerateArray()
                .Select(e => e.GetProperty("workplaceReference").GetString())];
    }

    [Fact]
    public async Task Somebody_is_started_at_the_own_workplace_and_nowhere_else()
    {
        var employer = await app.AnEmployer();
        var (id, number) = await app.ALearner();
        var oak = app.At(employer, "Oak House", "Ash House");

        foreach (var elsewhere in new[] { "Elm House", "oak house", null, "" })
        {
            (await Start(oak, employer, number, elsewhere)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await (await Start(oak, employer, number, "Ash House")).Detail()).ShouldContain("not an open workplace");
        (await app.Said<EmploymentStarted>()).ShouldNotContain(e => e.LearnerId == id);
        (await Start(oak, employer, number, " Oak House ")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Start(oak, employer, number, "Oak House")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_start_tells_nothing_of_an_employment_at_another_workplace()
    {
        var employer = await app.AnEmployer();
        var elm = await Employed(employer, "Elm House");
        var oak = app.At(employer, "Oak House");

        (await Start(oak, employer, elm.Number, "Oak House")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await app.Employer(employer).PostNew($"{elm.Path}/end", new { endedOn = "2026-11-20" });
        (await Start(oak, employer, elm.Number, "Oak House", "2026-11-20")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Start(oak, employer, elm.Number, "Oak House", "2026-11-21")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_employment_is_ended_at_the_own_workplace_only()
    {
        var employer = await app.AnEmployer();
        var (oak, elm, none) = (await Employed(employer, "Oak House"), await Employed(employer, "Elm House"), await Employed(employer, null));
        var caller = app.At(employer, "Oak House");

        foreach (var other in new[] { elm, none })
        {
            (await caller.PostNew($"{other.Path}/end", new { endedOn = "2026-11-20" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await app.Said<EmploymentEnded>()).ShouldNotContain(e => e.LearnerId == other.Learner);
        }

        (await caller.PostNew($"{oak.Path}/end", new { endedOn = "2026-11-20" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await caller.GetAsync(Record(oak.Learner))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_employer_is_shown_and_files_are_for_the_whole_employer_only()
    {
        var employer = await app.AnEmployer();
        var oak = app.At(employer, "Oak House");
        var file = Encoding.UTF8.GetBytes(Csv.Workers(Csv.WorkerRow()));
        var import = (await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow()))).GetProperty("importId").GetGuid();

        (await oak.GetAsync($"/api/learner/v1/employers/{employer}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LearnerApp.Send(oak, file)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await LearnerApp.Send(oak, file, $"?employerId={employer}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await oak.GetAsync($"/api/learner/v1/imports/{import}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await oak.GetAsync($"/api/learner/v1/imports/{import}/problems.csv")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_workplace_of_the_same_name_at_another_employer_is_another_workplace()
    {
        var (mine, other) = (await app.AnEmployer(), await app.AnEmployer());
        var theirs = await Employed(other, "Oak House");
        var oak = app.At(mine, "Oak House");

        (await oak.GetAsync(Record(theirs.Learner))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await oak.GetAsync($"/api/learner/v1/employers/{other}/learners")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await oak.PostNew($"{theirs.Path}/end", new { endedOn = "2026-11-20" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Record(Guid learner) => $"/api/learner/v1/learners/{learner}";

    private static Task<HttpResponseMessage> Start(HttpClient caller, Guid employer, string number, string? workplace, string startedOn = "2025-01-06")
        => caller.PostNew(
            $"/api/learner/v1/learners/{number}/employments",
            new { employerId = employer, dateOfBirth = "1990-02-03", startedOn, kind = "Employee", workplaceReference = workplace });

    private static async Task<List<Guid>> Seen(HttpClient caller, Guid employer)
        => [.. (await caller.GetFromJsonAsync<JsonElement>($"/api/learner/v1/employers/{employer}/learners")).GetProperty("learners").EnumerateArray()
            .Select(learner => learner.GetProperty("learnerId").GetGuid())];

    private async Task<(Guid Learner, string Number, string Path)> Employed(Guid employer, string? workplace)
    {
        var (id, number) = await app.ALearner();
        var employment = (await (await Start(app.Employer(employer), employer, number, workplace)).Json()).GetProperty("employmentId").GetGuid();
        return (id, number, $"/api/learner/v1/employments/{employment}");
    }
}
