using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <param name="From">The first day of completion or award it counts for.</param>
/// <param name="Until">The last such day, as it was decided; none where it is open.</param>
public sealed record EquivalenceResponse(
    Guid EquivalenceId,
    PriorLearning Held,
    Recognition CountsAs,
    DateOnly From,
    DateOnly? Until,
    string Reason,
    string Source,
    DateTimeOffset DecidedAt,
    EquivalenceEnding? Ended)
{
    internal static EquivalenceResponse Of(Equivalence e) => new(e.Id, e.Held, e.CountsAs, e.From, e.Until, e.Reason, e.Source, e.DecidedAt, e.Ended);
}

public sealed record ListEquivalencesResponse(IReadOnlyList<EquivalenceResponse> Items, string? Next);

/// <summary>What counts as what: public, those that have ended too; with a day, those that count for what was completed on it.</summary>
internal static class ListEquivalences
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/equivalences", Handle).AllowAnonymous().WithName(nameof(ListEquivalences));
        app.MapGet("/equivalences/{id:guid}", One).AllowAnonymous().WithName("GetEquivalence");
    }

    private static async Task<Ok<EquivalenceResponse>> One(Guid id, KitemarkDb db, CancellationToken cancellationToken)
        => TypedResults.Ok(EquivalenceResponse.Of(
            await db.Equivalences.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancellationToken) ?? throw new NotThere()));

    private static async Task<Ok<ListEquivalencesResponse>> Handle(
        DateOnly? on, Guid? after, [Range(1, 100)] int? limit, KitemarkDb db, CancellationToken cancellationToken)
    {
        var size = limit ?? 25;
        var found = await db.Equivalences.AsNoTracking()
            .Where(e => (on == null || (e.From <= on && on <= e.LastDay)) && (after == null || e.Id > after))
            .OrderBy(e => e.Id).Take(size + 1).ToListAsync(cancellationToken);
        var items = found.Take(size).Select(EquivalenceResponse.Of).ToList();
        var next = on is { } day ? $"on={day:yyyy-MM-dd}&limit={size}" : $"limit={size}";
        return TypedResults.Ok(new ListEquivalencesResponse(
            items, found.Count > size ? $"/api/kitemark/v1/equivalences?after={items[^1].EquivalenceId}&{next}" : null));
    }
}
