using Academy.Contracts.Learner;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Tests.Consumers;

public sealed class ClosedRecordTests(BenefitsApp app) : IClassFixture<BenefitsApp>
{
    [Fact]
    public async Task Of_an_erased_person_only_the_count_of_uses_stays()
    {
        var (learner, partner, offer, code) = await app.ALearnerWithACode();
        (await app.Check(partner, code)).ShouldContain("true");
        (await app.AsPartner(partner).PostNew($"{BenefitsApp.V1}/redemptions", new { code })).EnsureSuccessStatusCode();
        await app.ACode(learner, offer);
        await app.Deliver(new EmploymentStarted(learner, 2, BenefitsApp.AnEmployment(Guid.NewGuid()), app.Clock.GetUtcNow()));

        await app.Deliver(new LearnerErased(learner, 9, app.Clock.GetUtcNow()));
        await app.Reaches(learner, 3, version: 12);

        await app.InDatabase(async db =>
        {
            (await db.Tiers.AnyAsync(t => t.LearnerId == learner)).ShouldBeFalse();
            (await db.Employments.AnyAsync(e => e.LearnerId == learner)).ShouldBeFalse();
            var codes = await db.Codes.Where(c => c.PartnerId == partner).ToListAsync();
            codes.ShouldHaveSingleItem().LearnerId.ShouldBe(Guid.Empty);
            return 0;
        });
    }

    [Fact]
    public async Task The_old_id_leads_the_person_to_their_benefits()
    {
        var (kept, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.Deliver(new LearnersMerged(other, 4, kept, app.Clock.GetUtcNow()));

        var followed = await app.As("benefits.read", learner: kept).Follow($"{BenefitsApp.V1}/learners/{other}/benefits");

        followed.EnsureSuccessStatusCode();
        (await followed.Json()).GetProperty("learnerId").GetGuid().ShouldBe(kept);
        (await BenefitsApp.Get(app.As("benefits.read", learner: Guid.NewGuid()), $"{BenefitsApp.V1}/learners/{other}/benefits"))
            .StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }
}
