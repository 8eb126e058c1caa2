using Academy.Contracts.Learner;

namespace Academy.Benefits.Tests.Consumers;

public sealed class HeardInAnyOrderTests(BenefitsApp app) : IClassFixture<BenefitsApp>
{
    private static readonly object Gold = new { minimumTier = 0, employerStandings = new[] { "Gold" } };

    [Fact]
    public async Task The_newest_tier_counts_however_late_the_older_one_comes()
    {
        var learner = Guid.CreateVersion7();
        var offer = await app.AnOffer(await app.APartner(), new { minimumTier = 2 });

        await app.Lapses(learner, tier: 1, version: 7);
        await app.Reaches(learner, tier: 2, version: 6);

        (await app.BenefitOf(learner, offer)).GetProperty("reasons")[0].GetString().ShouldBe("You need tier 2. You are at tier 1.");
        await app.Reaches(learner, tier: 3, version: 8);
        (await app.BenefitOf(learner, offer)).GetProperty("eligible").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_delivered_twice_changes_nothing()
    {
        var message = Guid.CreateVersion7();
        var ended = new EmploymentEnded(Guid.CreateVersion7(), 2, BenefitsApp.AnEmployment(Guid.NewGuid()), app.Clock.GetUtcNow());

        (await app.Deliver(ended, message)).ShouldBeTrue();
        (await app.Deliver(ended, message)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Employer_standing_and_employment_come_in_any_order(int[] order)
    {
        var (learner, employer) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var offer = await app.AnOffer(await app.APartner(), Gold, until: app.Today.AddDays(50));
        var (now, job) = (app.Clock.GetUtcNow(), BenefitsApp.AnEmployment(employer));
        Func<Task>[] deliveries =
        [
            () => app.Deliver(new EmployerRegistered(employer, 1, "Acorn Homecare", EmployerKind.Private, null, now)),
            () => app.Deliver(new EmployerStandingChanged(
                employer, 2, [new(EmployerStandingKind.Gold, app.Today.AddDays(-9), app.Today.AddDays(30))], now)),
            () => app.Deliver(new EmploymentStarted(learner, 1, job, now)),
            () => app.Deliver(new EmploymentEnded(learner, 2, job with { EndedOn = app.Today.AddDays(12) }, now)),
        ];

        foreach (var index in order)
        {
            await deliveries[index]();
        }

        var benefit = await app.BenefitOf(learner, offer);
        benefit.GetProperty("reasons")[0].GetString().ShouldBe("Acorn Homecare is Gold.");
        benefit.GetProperty("validUntil").GetString().ShouldBe("2026-12-04");
    }

    [Fact]
    public async Task A_standing_taken_away_stays_away_when_the_older_news_comes_late()
    {
        var (learner, employer) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var offer = await app.AnOffer(await app.APartner(), Gold);
        var now = app.Clock.GetUtcNow();
        await app.Deliver(new EmploymentStarted(learner, 1, BenefitsApp.AnEmployment(employer), now));

        await app.Deliver(new EmployerStandingChanged(employer, 5, [], now));
        await app.Deliver(new EmployerStandingChanged(employer, 4, [new(EmployerStandingKind.Gold, app.Today, app.Today)], now));
        await app.Deliver(new EmployerRegistered(employer, 1, "Acorn Homecare", EmployerKind.Private, null, now));

        (await app.BenefitOf(learner, offer)).GetProperty("reasons")[0].GetString()
            .ShouldBe("You need to work for an employer that is Gold. Acorn Homecare is not.");
    }

    public static IEnumerable<TheoryDataRow<int[]>> Orders()
        => from a in Enumerable.Range(0, 4)
           from b in Enumerable.Range(0, 4)
           from c in Enumerable.Range(0, 4)
           from d in Enumerable.Range(0, 4)
           where new HashSet<int> { a, b, c, d }.Count == 4
           select new TheoryDataRow<int[]>([a, b, c, d]);
}
