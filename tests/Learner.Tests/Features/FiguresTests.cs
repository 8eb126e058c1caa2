using System.Net;
using System.Text.Json;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Learner.Tests.Features;

public sealed class FiguresTests(LearnerApp app)
{
    private const string Path = "/api/learner/v1/figures";

    [Fact]
    public async Task A_commissioner_sees_how_many_work_today_each_person_once()
    {
        await using var own = new LearnerApp();
        var (oak, elm, ash) = (await own.AnEmployer(), await own.AnEmployer(), await own.AnEmployer());
        var learners = new List<(Guid Id, string Number)>();
        for (var i = 0; i < 9; i++)
        {
            learners.Add(await own.ALearner());
        }

        // Seven work as employees, five of them as volunteers too, four by an agency; one has two jobs, one has left, one begins tomorrow.
        for (var i = 0; i < 7; i++)
        {
            await Start(own, oak, learners[i], "Employee");
        }

        await Start(own, elm, learners[0], "Employee");
        for (var i = 0; i < 5; i++)
        {
            await Start(own, ash, learners[i], "Volunteer");
        }

        for (var i = 3; i < 7; i++)
        {
            await Start(own, elm, learners[i], "Agency");
        }

        var left = await Start(own, oak, learners[7], "Employee");
        (await own.Employer(oak).PostNew($"/api/learner/v1/employments/{left}/end", new { endedOn = "2026-11-21" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Start(own, oak, learners[8], "Employee", "2026-11-23");

        var figures = await Figures(own);

        figures.GetProperty("asAt").GetDateTimeOffset().ShouldBe(own.Clock.GetUtcNow());
        Told(figures.GetProperty("learners")).ShouldBe((10, "10"));
        Told(figures.GetProperty("working")).ShouldBe((5, "5"));
        figures.GetProperty("workingByKind").EnumerateArray().Select(kind => (kind.GetProperty("kind").GetString(), Told(kind.GetProperty("learners")).Shown)).ShouldBe(
        [
            ("Employee", "5"), ("Agency", "fewer than 5"), ("Bank", "fewer than 5"), ("PersonalAssistant", "fewer than 5"), ("Volunteer", "5"), ("Apprentice", "fewer than 5"),
        ]);
    }

    [Fact]
    public async Task Employers_are_counted_by_the_standing_they_hold_today()
    {
        await using var own = new LearnerApp();
        for (var i = 0; i < 8; i++)
        {
            var employer = await own.AnEmployer();
            await Stand(own, employer, "Member", "2026-01-01", i < 7 ? "2026-11-22" : "2026-11-21");
            await Stand(own, employer, "Member", "2025-01-01", "2025-06-30");
            if (i < 4)
            {
                await Stand(own, employer, "Gold", "2026-01-01", "2026-12-31");
            }
        }

        var standings = (await Figures(own)).GetProperty("employersByStanding").EnumerateArray()
            .ToDictionary(standing => standing.GetProperty("standing").GetString()!, standing => Told(standing.GetProperty("employers")));

        standings.Count.ShouldBe(5);
        standings["Member"].ShouldBe((5, "5"));
        standings["Gold"].ShouldBe((null, "fewer than 5"));
    }

    [Fact]
    public async Task Figures_are_for_commissioners_and_the_Academy()
    {
        foreach (var kind in new[] { OrganisationKind.Commissioner, OrganisationKind.Academy })
        {
            (await app.As("learner.figures", kind, Guid.CreateVersion7()).GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        foreach (var kind in new[] { OrganisationKind.Employer, OrganisationKind.TrainingProvider, OrganisationKind.Partner })
        {
            (await app.As("learner.figures", kind, Guid.CreateVersion7()).GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await app.As("learner.figures", learner: Guid.CreateVersion7()).GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.As("learners.read", OrganisationKind.Commissioner, Guid.CreateVersion7()).GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await app.CreateClient().GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<JsonElement> Figures(LearnerApp app)
        => await (await app.As("learner.figures", OrganisationKind.Commissioner, Guid.CreateVersion7(), roles: ["viewer"]).GetAsync(Path)).Json();

    private static (int? Count, string Shown) Told(JsonElement figure)
        => (figure.GetProperty("count") is { ValueKind: JsonValueKind.Number } count ? count.GetInt32() : null, figure.GetProperty("shown").GetString()!);

    private static async Task<Guid> Start(LearnerApp app, Guid employer, (Guid Id, string Number) learner, string kind, string startedOn = "2026-01-05")
    {
        var answer = await app.Employer(employer).PostNew(
            $"/api/learner/v1/learners/{learner.Number}/employments", new { employerId = employer, dateOfBirth = "1990-02-03", startedOn, kind });
        return (await answer.Json()).GetProperty("employmentId").GetGuid();
    }

    private static async Task Stand(LearnerApp app, Guid employer, string kind, string from, string until)
        => (await app.Officer.PostNew($"/api/learner/v1/employers/{employer}/standing", new { kind, from, until })).StatusCode.ShouldBe(HttpStatusCode.Created);
}
