using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Training whose evidence waits for Academy staff, the longest wait first, 50 a page.</summary>
/// <param name="Waiting">How many there are on all pages.</param>
/// <param name="Next">Where the next page is; none on the last one.</param>
public sealed record ListEvidenceChecksResponse(int Waiting, IReadOnlyList<WaitingEvidence> Checks, string? Next);

/// <summary>What there is to look at; whose it is, is told to whoever opens it.</summary>
public sealed record WaitingEvidence(Guid EntryId, string Title, string TrainingCategory, DateOnly CompletedOn, DateTimeOffset Since, int Files);

internal static class ListEvidenceChecks
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/evidence-checks", Handle).RequireScope("evidence.check");

    private static async Task<Ok<ListEvidenceChecksResponse>> Handle(
        Guid? after, Caller caller, PassportDb db, HttpRequest http, CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy)
        {
            throw new NotThere();
        }

        var waiting = db.Entries.AsNoTracking().Where(e => e.EvidenceWaitsSince != null);
        var from = after is null ? null : await waiting.Where(e => e.Id == after).Select(e => e.EvidenceWaitsSince).SingleOrDefaultAsync(cancellationToken);
        var page = await waiting.Where(e => from == null || e.EvidenceWaitsSince > from || (e.EvidenceWaitsSince == from && e.Id > after))
            .OrderBy(e => e.EvidenceWaitsSince).ThenBy(e => e.Id).Take(PageSize).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListEvidenceChecksResponse(
            await waiting.CountAsync(cancellationToken),
            page.ConvertAll(e => new WaitingEvidence(
                e.Id, e.Title, Subjects.Name(e.TrainingCategoryCode), e.CompletedOn, e.EvidenceWaitsSince!.Value, e.Declaration!.EvidenceIds.Count)),
            page.Count == PageSize ? $"{http.Path}?after={page[^1].Id}" : null));
    }
}
