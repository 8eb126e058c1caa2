using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Academy.Benefits.Data;
using Academy.Benefits.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Features;

public sealed record CheckCodeRequest([Required, StringLength(40)] string Code);

/// <summary>All a partner learns: yes with the offer and how long it stays so, or no with one of three words.</summary>
public sealed record CheckCodeResponse(
    bool Eligible,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Offer = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? ValidUntil = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);

internal static class CheckCode
{
    /// <summary>
    /// A check uses the code up, so it is idempotent by its key: a partner who lost the answer asks again with the same
    /// key and gets the same yes; anybody else's, or a new, request about the code is another one and gets no.
    /// </summary>
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/checks", Handle).RequireScope("benefits.check").Idempotent();

    private static async Task<Ok<CheckCodeResponse>> Handle(
        CheckCodeRequest request, Caller caller, Looks looks, BenefitsDb db, CodeHasher hasher, TimeProvider time, CancellationToken cancellationToken)
    {
        if (caller is not { Kind: OrganisationKind.Partner, OrganisationId: { } partner })
        {
            throw new NotThere();
        }

        return TypedResults.Ok(Codes.TryRead(request.Code, out var code)
            ? await Check(db, looks, hasher.Hash(code), partner, time, cancellationToken)
            : No("unknown"));
    }

    private static async Task<CheckCodeResponse> Check(
        BenefitsDb db, Looks looks, byte[] hash, Guid partner, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var taken = await db.Codes.FromSql(
            $"""
            UPDATE codes SET used_at = {now}
            WHERE hash = {hash} AND partner_id = {partner} AND used_at IS NULL AND expires_at > {now}
            RETURNING *
            """).AsNoTracking().ToListAsync(cancellationToken);
        if (taken is not [var code])
        {
            return await WhyNot(db, hash, partner, cancellationToken);
        }

        looks.At(code.LearnerId, "CodeChecked");
        await db.SaveChangesAsync(cancellationToken);
        var offer = await db.Offers.AsNoTracking().SingleAsync(o => o.Id == code.OfferId, cancellationToken);
        var eligibility = Eligibility.Of(await db.FactsOf(code.LearnerId, cancellationToken), offer, time.Today());
        if (!eligibility.IsEligible)
        {
            // To the partner a lapsed status looks like a code that came too late, now and whenever it is tried again.
            await db.Codes.Where(c => c.Id == code.Id).ExecuteUpdateAsync(
                c => c.SetProperty(x => x.UsedAt, (DateTimeOffset?)null).SetProperty(x => x.ExpiresAt, now), cancellationToken);
            return No("expired");
        }

        return new CheckCodeResponse(Eligible: true, offer.Name, eligibility.ValidUntil);
    }

    private static async Task<CheckCodeResponse> WhyNot(BenefitsDb db, byte[] hash, Guid partner, CancellationToken cancellationToken)
    {
        var code = await db.Codes.AsNoTracking().SingleOrDefaultAsync(c => c.Hash == hash && c.PartnerId == partner, cancellationToken);
        return No(code switch
        {
            null => "unknown",
            { UsedAt: not null } => "used",
            _ => "expired",
        });
    }

    private static CheckCodeResponse No(string reason) => new(Eligible: false, Reason: reason);
}
