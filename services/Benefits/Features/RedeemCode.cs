using System.ComponentModel.DataAnnotations;
using Academy.Benefits.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Features;

public sealed record RedeemCodeRequest([Required, StringLength(40)] string Code);

public sealed record RedeemCodeResponse(string Offer, DateOnly CountedOn);

internal static class RedeemCode
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/redemptions", Handle).RequireScope("benefits.check").Idempotent();

    private static async Task<Created<RedeemCodeResponse>> Handle(
        RedeemCodeRequest request, Caller caller, BenefitsDb db, CodeHasher hasher, TimeProvider time, CancellationToken cancellationToken)
    {
        if (caller is not { Kind: OrganisationKind.Partner, OrganisationId: { } partner })
        {
            throw new NotThere();
        }

        var (today, hash) = (time.Today(), Codes.TryRead(request.Code, out var code) ? hasher.Hash(code) : []);
        var counted = await db.Codes.FromSql(
            $"""
            UPDATE codes SET redeemed_on = {today}
            WHERE hash = {hash} AND partner_id = {partner} AND used_at IS NOT NULL AND redeemed_on IS NULL
            RETURNING *
            """).AsNoTracking().ToListAsync(cancellationToken);
        if (counted is not [var redeemed])
        {
            throw new RuleBroken("Check the code first. A code that was answered with yes is counted once.", "not-redeemable");
        }

        var offer = await db.Offers.AsNoTracking().SingleAsync(o => o.Id == redeemed.OfferId, cancellationToken);
        return TypedResults.Created($"/api/benefits/v1/partners/{partner}/usage", new RedeemCodeResponse(offer.Name, today));
    }
}
