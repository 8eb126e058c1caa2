using Academy.Benefits.Data;
using Academy.Benefits.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Features;

public sealed record GetBenefitsResponse(Guid LearnerId, DateOnly On, IReadOnlyList<BenefitResponse> Benefits);

/// <summary>An offer for a learner: whether it is theirs today, and each reason in one plain sentence.</summary>
public sealed record BenefitResponse(
    Guid OfferId, string Offer, string Partner, string Description, bool Eligible, IReadOnlyList<string> Reasons, DateOnly? ValidUntil);

internal static class GetBenefits
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{id:guid}/benefits", Handle).RequireScope("benefits.read");

    private static async Task<Ok<GetBenefitsResponse>> Handle(
        Guid id, ClosedRecordAnswers closed, BenefitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await closed.RequireOwn(id, cancellationToken);
        var today = time.Today();
        var learner = await db.FactsOf(id, cancellationToken);
        var offers = await db.Offers.AsNoTracking().Where(offer => offer.ValidUntil >= today).OrderBy(offer => offer.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok(new GetBenefitsResponse(id, today, offers.ConvertAll(offer => Answer(offer, Eligibility.Of(learner, offer, today)))));
    }

    private static BenefitResponse Answer(Offer offer, Eligibility eligibility) => new(
        offer.Id, offer.Name, offer.Partner.Name, offer.Description, eligibility.IsEligible, eligibility.Reasons, eligibility.ValidUntil);
}
