using System.ComponentModel.DataAnnotations;
using Academy.Benefits.Data;
using Academy.Benefits.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Features;

public sealed record ListOffersResponse(IReadOnlyList<OfferResponse> Offers, string? Next);

/// <summary>An offer with the rule that applies today, and the days from which other rules will.</summary>
public sealed record OfferResponse(
    Guid OfferId,
    Guid PartnerId,
    string Partner,
    string Name,
    string Description,
    DateOnly ValidFrom,
    DateOnly ValidUntil,
    string Rule,
    IReadOnlyList<ComingRule> ComingRules)
{
    internal static OfferResponse Of(Offer offer, DateOnly today) => new(
        offer.Id, offer.PartnerId, offer.Partner.Name, offer.Name, offer.Description, offer.ValidFrom, offer.ValidUntil,
        offer.RuleOn(today).InWords(),
        [.. offer.Rules.Where(rule => rule.EffectiveFrom > today && rule.EffectiveFrom > offer.ValidFrom).OrderBy(rule => rule.EffectiveFrom)
            .Select(rule => new ComingRule(rule.EffectiveFrom, rule.Rule.InWords()))]);
}

public sealed record ComingRule(DateOnly EffectiveFrom, string Rule);

internal static class ListOffers
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/offers", Handle).AllowAnonymous();
        app.MapGet("/offers/{id:guid}", HandleOne).AllowAnonymous();
    }

    private static async Task<Ok<ListOffersResponse>> Handle(
        BenefitsDb db, TimeProvider time, CancellationToken cancellationToken, Guid? after = null, [Range(1, 100)] int limit = 50)
    {
        var today = time.Today();
        var offers = await db.Offers.AsNoTracking()
            .Where(offer => offer.ValidUntil >= today && (after == null || offer.Id > after))
            .OrderBy(offer => offer.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var page = offers.Take(limit).Select(offer => OfferResponse.Of(offer, today)).ToList();
        return TypedResults.Ok(new ListOffersResponse(
            page, offers.Count > limit ? $"/api/benefits/v1/offers?after={page[^1].OfferId}&limit={limit}" : null));
    }

    private static async Task<Ok<OfferResponse>> HandleOne(Guid id, BenefitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var offer = await db.Offers.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancellationToken) ?? throw new NotThere();
        return TypedResults.Ok(OfferResponse.Of(offer, time.Today()));
    }
}
