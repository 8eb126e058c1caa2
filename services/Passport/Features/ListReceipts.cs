using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Newest first, 50 a page; those that were replaced stay to be seen.</summary>
/// <param name="Next">Where the next page is; none on the last one.</param>
public sealed record ListReceiptsResponse(IReadOnlyList<ReceiptResponse> Receipts, string? Next);

/// <summary>
/// The person reads what every employer made of their training. An employer reads its own receipts, also of people who have left: they
/// are its evidence of why something was not repeated. Whoever is limited to workplaces reads those of people who work there.
/// </summary>
internal static class ListReceipts
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/learners/{learnerId:guid}/reliance-receipts", OfLearner).RequireScope("passport.read");
        app.MapGet("/employers/{employerId:guid}/reliance-receipts", OfEmployer).RequireScope("passport.check");
    }

    private static async Task<Ok<ListReceiptsResponse>> OfLearner(
        Guid learnerId, Guid? before, ClosedRecordAnswers closed, PassportDb db, HttpRequest http, CancellationToken cancellationToken)
    {
        await closed.RequireOwn(learnerId, cancellationToken);
        var (page, next) = await Read(db.Receipts.Where(r => r.LearnerId == learnerId), before, $"{http.Path}?", cancellationToken);
        return TypedResults.Ok(await Show(db, page, next, _ => true, cancellationToken));
    }

    private static async Task<Ok<ListReceiptsResponse>> OfEmployer(
        Guid employerId, Guid? learnerId, Guid? before, Caller caller, Looks looks, PassportDb db, HttpRequest http, CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(employerId))
        {
            throw new NotThere();
        }

        var kept = learnerId is { } asked ? await db.KeptRecord(asked, cancellationToken) : null;
        var receipts = db.Receipts.Where(r => r.EmployerId == employerId && (learnerId == null || r.LearnerId == kept));
        if (caller.Workplaces is not null)
        {
            receipts = receipts.Where(r => db.Employments.ReachedBy(caller).Any(e => e.LearnerId == r.LearnerId));
        }

        var (page, next) = await Read(receipts, before, learnerId is { } only ? $"{http.Path}?learnerId={only}&" : $"{http.Path}?", cancellationToken);
        looks.At(page.Select(receipt => receipt.LearnerId).Distinct(), ActivityKind.RelianceReceiptSeen);
        await db.SaveChangesAsync(cancellationToken);
        var staff = await Staff.EverOf(db, employerId, page.Select(receipt => receipt.LearnerId), cancellationToken);
        return TypedResults.Ok(await Show(db, page, next, staff.Contains, cancellationToken));
    }

    private static async Task<(List<RelianceReceipt> Page, string? Next)> Read(IQueryable<RelianceReceipt> receipts, Guid? before, string path, CancellationToken cancellationToken)
    {
        var page = await receipts.AsNoTracking().Where(r => before == null || r.Id < before).OrderByDescending(r => r.Id).Take(PageSize).ToListAsync(cancellationToken);
        return (page, page.Count == PageSize ? $"{path}before={page[^1].Id}" : null);
    }

    /// <summary>What of all that these receipts are about was withdrawn or ended since.</summary>
    private static async Task<HashSet<Guid>> Withdrawn(PassportDb db, List<RelianceReceipt> page, CancellationToken cancellationToken)
    {
        var ids = page.Select(r => r.EntryId).Distinct().ToList();
        var withdrawn = await db.Entries.Where(e => ids.Contains(e.Id) && e.WithdrawnAt != null).Select(e => e.Id)
            .Concat(db.Observations.Where(o => ids.Contains(o.Id) && o.EndedAt != null).Select(o => o.Id)).ToListAsync(cancellationToken);
        var holders = page.Where(r => r.Kind == RelianceKind.Qualification).Select(r => r.LearnerId).Distinct().ToList();
        var qualifications = holders.Count == 0 ? [] : await db.Passports.Where(p => holders.Contains(p.LearnerId)).Select(p => p.Qualifications).ToListAsync(cancellationToken);
        return [.. withdrawn, .. qualifications.SelectMany(held => held).Where(q => q.IsWithdrawn).Select(q => q.Id)];
    }

    private static async Task<ListReceiptsResponse> Show(PassportDb db, List<RelianceReceipt> page, string? next, Func<Guid, bool> tellsWho, CancellationToken cancellationToken)
    {
        var withdrawn = await Withdrawn(db, page, cancellationToken);
        return new ListReceiptsResponse(page.ConvertAll(r => ReceiptResponse.Of(r, withdrawn.Contains(r.EntryId), tellsWho(r.LearnerId))), next);
    }
}
