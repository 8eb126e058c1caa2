using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record ListInductionsResponse(IReadOnlyList<RecordedInduction> Items, string? Next);

public sealed record RecordedInduction(Guid InductionId, Guid PartnerId, string PartnerName, DateOnly On, string Content, string InductedBy, DateTimeOffset RecordedAt);

/// <summary>The aim is that none is left.</summary>
/// <param name="Partners">How many training providers and agencies there are.</param>
/// <param name="NotInducted">How many of them nobody has inducted yet.</param>
public sealed record NotInductedResponse(int Partners, int NotInducted, IReadOnlyList<NotInductedPartner> Items, string? Next);

public sealed record NotInductedPartner(Guid PartnerId, string Name);

/// <summary>The first by name of those that fit.</summary>
public sealed record ListPartnersResponse(IReadOnlyList<ListedPartner> Items);

/// <param name="InductedOn">The last time; none where nobody did yet.</param>
public sealed record ListedPartner(Guid PartnerId, string Name, DateOnly? InductedOn);

public sealed record ListStandardisationsResponse(IReadOnlyList<RecordedStandardisation> Items, string? Next);

/// <param name="Partners">All who took part; whoever is no Academy staff reads the people of its own only.</param>
public sealed record RecordedStandardisation(
    Guid StandardisationId, DateOnly On, string Topic, IReadOnlyList<PartnerListed> Partners, int SamplesCompared, string Agreed, DateTimeOffset RecordedAt);

public sealed record PartnerListed(Guid PartnerId, string Name, IReadOnlyList<string>? People);

/// <summary>The log of inductions and standardisation, oldest first: all of it for Academy staff, a partner sees its own.</summary>
internal static class ListPartnerLog
{
    private const string Api = "/api/kitemark/v1";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/inductions", Inductions).RequireScope("kitemark.write").WithName("ListInductions");
        app.MapGet("/inductions/missing", Missing).RequireScope("kitemark.decide").WithName("ListNotInducted");
        app.MapGet("/partners", All).RequireScope("kitemark.decide").WithName("ListPartners");
        app.MapGet("/standardisations", Standardisations).RequireScope("kitemark.write").WithName("ListStandardisations");
    }

    private static async Task<Ok<ListInductionsResponse>> Inductions(
        Guid? partnerId, Guid? after, [Range(1, 100)] int? limit, Caller caller, KitemarkDb db, CancellationToken cancellationToken)
    {
        var own = await Partners.Seen(caller, db, cancellationToken);
        var size = limit ?? 25;
        var found = await db.Inductions.AsNoTracking()
            .Where(i => (own == null || i.OrganisationId == own) && (partnerId == null || i.OrganisationId == partnerId) && (after == null || i.Id > after))
            .OrderBy(i => i.Id).Take(size + 1).ToListAsync(cancellationToken);
        var page = found.Take(size).ToList();
        var names = await Partners.Names(page.Select(i => i.OrganisationId), db, cancellationToken);
        var of = partnerId is { } partner ? $"&partnerId={partner}" : "";
        return TypedResults.Ok(new ListInductionsResponse(
            [.. page.Select(i => new RecordedInduction(i.Id, i.OrganisationId, names.GetValueOrDefault(i.OrganisationId, ""), i.On, i.Content, i.InductedBy, i.RecordedAt))],
            found.Count > size ? $"{Api}/inductions?after={page[^1].Id}&limit={size}{of}" : null));
    }

    private static async Task<Ok<NotInductedResponse>> Missing(
        Guid? after, [Range(1, 100)] int? limit, Caller caller, KitemarkDb db, CancellationToken cancellationToken)
    {
        caller.RequireAcademy();
        var size = limit ?? 25;
        var missing = Partners.Of(db).Where(partner => !db.Inductions.Any(i => i.OrganisationId == partner.Id));
        var found = await missing.Where(partner => after == null || partner.Id > after).OrderBy(partner => partner.Id).Take(size + 1).ToListAsync(cancellationToken);
        var page = found.Take(size).ToList();
        return TypedResults.Ok(new NotInductedResponse(
            await Partners.Of(db).CountAsync(cancellationToken),
            await missing.CountAsync(cancellationToken),
            [.. page.Select(partner => new NotInductedPartner(partner.Id, partner.Name))],
            found.Count > size ? $"{Api}/inductions/missing?after={page[^1].Id}&limit={size}" : null));
    }

    private static async Task<Ok<ListPartnersResponse>> All(
        [StringLength(100)] string? q, [Range(1, 500)] int? limit, Caller caller, KitemarkDb db, CancellationToken cancellationToken)
    {
        caller.RequireAcademy();
        var pattern = RegisterQuestion.Pattern((q ?? "").Trim());
        var found = await Partners.Of(db).Where(partner => EF.Functions.ILike(partner.Name, pattern, "\\")).OrderBy(partner => partner.Name).ThenBy(partner => partner.Id)
            .Take(limit ?? 100)
            .Select(partner => new { partner.Id, partner.Name, On = db.Inductions.Where(i => i.OrganisationId == partner.Id).Max(i => (DateOnly?)i.On) })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListPartnersResponse(found.ConvertAll(partner => new ListedPartner(partner.Id, partner.Name, partner.On))));
    }

    private static async Task<Ok<ListStandardisationsResponse>> Standardisations(
        Guid? after, [Range(1, 100)] int? limit, Caller caller, KitemarkDb db, CancellationToken cancellationToken)
    {
        var own = await Partners.Seen(caller, db, cancellationToken);
        var size = limit ?? 25;
        var tookPart = own is { } id
            ? db.Standardisations.FromSql($"SELECT * FROM standardisations WHERE partners @> jsonb_build_array(jsonb_build_object('organisationId', {id}))")
            : db.Standardisations;
        var found = await tookPart.AsNoTracking().Where(s => after == null || s.Id > after).OrderBy(s => s.Id).Take(size + 1).ToListAsync(cancellationToken);
        var page = found.Take(size).ToList();
        var names = await Partners.Names(page.SelectMany(s => s.Partners).Select(partner => partner.OrganisationId).Distinct(), db, cancellationToken);
        return TypedResults.Ok(new ListStandardisationsResponse(
            [.. page.Select(s => new RecordedStandardisation(
                s.Id,
                s.On,
                s.Topic,
                [.. s.Partners.Select(p => new PartnerListed(
                    p.OrganisationId, names.GetValueOrDefault(p.OrganisationId, ""), own is null || own == p.OrganisationId ? p.People : null))],
                s.SamplesCompared,
                s.Agreed,
                s.RecordedAt))],
            found.Count > size ? $"{Api}/standardisations?after={page[^1].Id}&limit={size}" : null));
    }
}
