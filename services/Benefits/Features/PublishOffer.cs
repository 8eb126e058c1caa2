using System.ComponentModel.DataAnnotations;
using Academy.Benefits.Data;
using Academy.Benefits.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Features;

public sealed record PublishOfferRequest(
    [Given] Guid PartnerId,
    [Required, StringLength(100, MinimumLength = 1)] string Name,
    [Required, StringLength(1000, MinimumLength = 1)] string Description,
    [Given] DateOnly ValidFrom,
    [Given] DateOnly ValidUntil,
    [Required] EligibilityRule Rule);

public sealed record PublishOfferResponse(Guid OfferId);

internal static class PublishOffer
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/offers", Handle).RequireScope("benefits.offers").Idempotent();

    private static async Task<Created<PublishOfferResponse>> Handle(
        PublishOfferRequest request, Caller caller, BenefitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!caller.MayManage(request.PartnerId) || !await db.Partners.AnyAsync(p => p.Id == request.PartnerId, cancellationToken))
        {
            throw new NotThere();
        }

        var offer = Offer.Publish(
            request.PartnerId, request.Name, request.Description, request.ValidFrom, request.ValidUntil, request.Rule, time.GetUtcNow());
        db.Add(offer);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/benefits/v1/offers/{offer.Id}", new PublishOfferResponse(offer.Id));
    }
}
