using System.Net;
using System.Text.Json;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

public sealed class FiguresTests(PassportApp app)
{
    private const string Path = "/api/passport/v1/figures";

    [Fact]
    public async Task A_commissioner_sees_how_much_is_completed_and_held_and_no_entry_that_was_withdrawn()
    {
        await using var own = new PassportApp();
        var (marked, unmarked, brief) = (await own.ACourse(), await own.ACourse(isMarked: false), await own.ACourse(isMarked: false, category: 20, validityMonths: 1));
        var class8 = await AClass(own, 8);
        var recorded = await own.Record(marked, new DateOnly(2026, 9, 1), class8);
        await own.Record(unmarked, new DateOnly(2026, 8, 31), class8[..7]);
        await own.Record(unmarked, new DateOnly(2025, 11, 20), class8);
        await own.Record(brief, new DateOnly(2025, 12, 1), class8[..4]);
        await Withdraw(own, marked, recorded.GetProperty("completions")[7].GetProperty("entryId").GetGuid());

        var figures = await Figures(own);

        var months = figures.GetProperty("months").EnumerateArray().ToDictionary(month => month.GetProperty("monthBeginning").GetString()!, ByAssurance);
        months.Keys.First().ShouldBe("2026-11-01");
        months.Keys.Last().ShouldBe("2025-12-01");
        months.Count.ShouldBe(12);
        months["2026-09-01"].ShouldBe("Kitemarked 5, Recorded fewer than 5, EmployerAttested fewer than 5, EvidenceChecked fewer than 5, SelfDeclared fewer than 5");
        months["2026-08-01"].ShouldContain("Recorded 5,");
        months["2025-12-01"].ShouldContain("Recorded fewer than 5,");
        Shown(figures.GetProperty("inForce")).ShouldBe("5");
        InForce(figures, 15).ShouldBe("5");
        InForce(figures, 20).ShouldBe("fewer than 5");
    }

    [Fact]
    public async Task An_entry_is_in_force_to_its_last_day_and_each_learner_counts_once()
    {
        await using var own = new PassportApp();
        var (month, always) = (await own.ACourse(validityMonths: 1, category: 20), await own.ACourse(validityMonths: null, category: 15));
        var learners = await AClass(own, 8);
        await own.Record(month, own.Today.AddMonths(-1).AddDays(1), learners);
        await own.Record(always, new DateOnly(2020, 1, 1), learners[..5]);
        await own.Record(always, new DateOnly(2021, 1, 1), learners[..5]);

        var today = await Figures(own);
        own.Clock.Advance(TimeSpan.FromDays(1));
        var tomorrow = await Figures(own);

        (Shown(today.GetProperty("inForce")), InForce(today, 20), InForce(today, 15)).ShouldBe(("10", "10", "5"));
        (Shown(tomorrow.GetProperty("inForce")), InForce(tomorrow, 20), InForce(tomorrow, 15)).ShouldBe(("5", "fewer than 5", "5"));
    }

    [Fact]
    public async Task Repeats_avoided_are_told_of_five_learners_or_more_and_rounded()
    {
        await using var own = new PassportApp();
        var (employer, common, rare) = (await own.AnEmployer(), await own.ACourse(category: 15), await own.ACourse(category: 20));
        var learners = await AClass(own, 6);
        var entries = (await own.Record(common, own.Today.AddDays(-30), learners)).GetProperty("completions").EnumerateArray().Select(c => c.GetProperty("entryId").GetGuid()).ToList();
        var rarely = (await own.Record(rare, own.Today.AddDays(-30), learners[..4])).GetProperty("completions").EnumerateArray().Select(c => c.GetProperty("entryId").GetGuid()).ToList();
        for (var n = 0; n < learners.Length; n++)
        {
            await own.AnEmployment(learners[n], employer, from: own.Today);
            var accepted = new[] { entries[n] }.Concat(rarely.Skip(n).Take(1)).Select(entryId => new { entryId, decision = "Accepted" });
            (await own.AsEmployer(employer).PostNew($"/api/passport/v1/employers/{employer}/reliance-receipts", new { learnerId = learners[n], decisions = accepted }))
                .StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        var spared = (await Figures(own)).GetProperty("repeatsAvoided").EnumerateArray().ToDictionary(c => c.GetProperty("trainingCategoryCode").GetInt32());

        (Shown(spared[15].GetProperty("learners")), spared[15].GetProperty("hours").GetDecimal(), spared[15].GetProperty("pounds").GetDecimal()).ShouldBe(("5", 35, 500));
        Shown(spared[20].GetProperty("learners")).ShouldBe("fewer than 5");
        spared[20].GetProperty("hours").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_is_recorded_within_the_hour_shows_in_the_next()
    {
        await using var own = new PassportApp();
        var course = await own.ACourse();
        var before = await Figures(own);
        await own.Record(course, own.Today, await AClass(own, 5));

        var sameHour = await Figures(own);
        own.Clock.Advance(TimeSpan.FromHours(1));

        sameHour.GetRawText().ShouldBe(before.GetRawText());
        Shown((await Figures(own)).GetProperty("inForce")).ShouldBe("5");
    }

    [Fact]
    public async Task Figures_are_for_commissioners_and_the_Academy()
    {
        foreach (var kind in new[] { OrganisationKind.Commissioner, OrganisationKind.Academy })
        {
            (await app.As("passport.figures", kind, Guid.CreateVersion7()).GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        foreach (var kind in new[] { OrganisationKind.Employer, OrganisationKind.TrainingProvider, OrganisationKind.Partner })
        {
            (await app.As("passport.figures", kind, Guid.CreateVersion7()).GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await app.As("passport.figures", learner: Guid.CreateVersion7()).GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.As("passport.read", OrganisationKind.Commissioner, Guid.CreateVersion7()).GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<JsonElement> Figures(PassportApp app)
        => await (await app.As("passport.figures", OrganisationKind.Commissioner, Guid.CreateVersion7(), roles: ["viewer"]).GetAsync(Path)).Json();

    private static async Task<Guid[]> AClass(PassportApp app, int size)
    {
        var learners = new Guid[size];
        for (var i = 0; i < size; i++)
        {
            learners[i] = (await app.ALearner()).Id;
        }

        return learners;
    }

    private static async Task Withdraw(PassportApp app, ACourse course, Guid entry)
        => (await app.AsProvider(course.ProviderId).PostNew($"/api/passport/v1/entries/{entry}/withdraw", new { reason = "She was not in the class." })).StatusCode
            .ShouldBe(HttpStatusCode.OK);

    private static string ByAssurance(JsonElement month) => string.Join(", ", month.GetProperty("byAssurance").EnumerateArray()
        .Select(counted => $"{counted.GetProperty("assurance").GetString()} {Shown(counted.GetProperty("completions"))}"));

    private static string InForce(JsonElement figures, int category) => Shown(figures.GetProperty("inForceByCategory").EnumerateArray()
        .Single(counted => counted.GetProperty("trainingCategoryCode").GetInt32() == category).GetProperty("learners"));

    private static string Shown(JsonElement figure) => figure.GetProperty("shown").GetString()!;
}
