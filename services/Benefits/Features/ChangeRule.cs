using System.ComponentModel.DataAnnotations;
using Academy.Benefits.Data;
using Academy.Benefits.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Features;

public sealed record ChangeRuleRequest(
    [Given] DateOnly EffectiveFrom, [Required] EligibilityRule Rule);

internal static class ChangeRule
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/offers/{id:guid}/rules", Handle).RequireScope("benefits.offers").Idempotent();

    private static async Task<Created<OfferResponse>> Handle(
        Guid id, ChangeRuleRequest request, Caller caller, BenefitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var offer = await db.Offers.SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        if (offer is null || !caller.MayManage(offer.PartnerId))
        {
            throw new NotThere();
        }

        offer.ChangeRule(request.EffectiveFrom, request.Rule, time.Today(), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/benefits/v1/offers/{id}", OfferResponse.Of(offer, time.Today()));
    }
}
