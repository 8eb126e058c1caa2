using System.Net;
using Academy.Contracts.Learner;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Benefits.Tests.Features;

public sealed class EffectsTests
{
    private const string Path = $"{BenefitsApp.V1}/effects";

    [Fact]
    public async Task The_benefits_that_would_be_lost_are_those_that_are_lost()
    {
        await using var own = new BenefitsApp();
        var (falling, stays, without) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var learner in new[] { falling, stays, without })
        {
            await own.Reaches(learner, 3);
        }

        await own.Deliver(new EmploymentStarted(falling, 1, BenefitsApp.AnEmployment(Guid.CreateVersion7()), own.Clock.GetUtcNow()));
        var partner = await own.APartner();
        var high = await own.AnOffer(partner, new { minimumTier = 3 }, name: "Swimming");
        var working = await own.AnOffer(partner, new { minimumTier = 2, requiresEmployment = true }, name: "Buses");
        await own.AnOffer(partner, new { minimumTier = 1 }, name: "Books");
        await own.AnOffer(partner, new { minimumTier = 3 }, own.Today.AddDays(5), name: "To come");

        var effects = await (await Lead(own).PostAsJsonAsync(Path, new { learners = new[] { At(falling, 1), At(stays, 3), At(without, 1) } }, TestContext.Current.CancellationToken)).Json();

        effects.GetProperty("learners").GetInt32().ShouldBe(2);
        effects.GetProperty("benefits").EnumerateArray().Select(b => (b.GetProperty("offerId").GetGuid(), b.GetProperty("learners").GetInt32()))
            .ShouldBe([(high, 2), (working, 1)], ignoreOrder: true);
        await own.Lapses(falling, 1);
        (await own.BenefitOf(falling, high)).GetProperty("eligible").GetBoolean().ShouldBeFalse();
        (await own.BenefitOf(falling, working)).GetProperty("eligible").GetBoolean().ShouldBeFalse();
        (await own.BenefitOf(stays, high)).GetProperty("eligible").GetBoolean().ShouldBeTrue();

        var back = await (await Lead(own).PostAsJsonAsync(Path, new { learners = new[] { At(falling, 3), At(stays, 3) } }, TestContext.Current.CancellationToken)).Json();

        (back.GetProperty("learners").GetInt32(), back.GetProperty("learnersGaining").GetInt32()).ShouldBe((0, 1));
        back.GetProperty("gained").EnumerateArray().Select(b => (b.GetProperty("offerId").GetGuid(), b.GetProperty("learners").GetInt32()))
            .ShouldBe([(high, 1), (working, 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_kitemark_lead_of_the_Academy_asks_about_so_many_at_once_and_nobody_else_does()
    {
        await using var own = new BenefitsApp();
        var one = new { learners = new[] { At(Guid.CreateVersion7(), 1) } };

        (await own.As("benefits.effects", OrganisationKind.Academy, Guid.NewGuid(), roles: ["officer"]).PostAsJsonAsync(Path, one, TestContext.Current.CancellationToken))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await own.AsOfficer().PostAsJsonAsync(Path, one, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Lead(own).PostAsJsonAsync(Path, new { learners = Enumerable.Repeat(At(Guid.CreateVersion7(), 1), 5001) }, TestContext.Current.CancellationToken))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Lead(own).PostAsJsonAsync(Path, new { learners = new[] { At(Guid.CreateVersion7(), 6) } }, TestContext.Current.CancellationToken))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static object At(Guid learner, int tier) => new { learnerId = learner, tier };

    private static HttpClient Lead(BenefitsApp own) => own.As("benefits.effects", OrganisationKind.Academy, Guid.NewGuid(), roles: ["kitemark-lead"]);
}
