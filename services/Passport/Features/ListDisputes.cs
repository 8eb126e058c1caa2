using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>A learner's disputes, the newest first.</summary>
public sealed record ListOwnDisputesResponse(IReadOnlyList<DisputeView> Disputes);

/// <summary>Disputes that wait for the caller's organisation, the longest wait first, 50 a page.</summary>
/// <param name="Waiting">How many there are on all pages.</param>
/// <param name="Next">Where the next page is; none on the last one.</param>
public sealed record ListDisputesResponse(int Waiting, IReadOnlyList<WaitingDispute> Disputes, string? Next);

/// <summary>What it is about; whose it is, is told to whoever opens it.</summary>
public sealed record WaitingDispute(Guid DisputeId, string Title, DateOnly CompletedOn, DisputeClaim Claim, DisputeState State, DateTimeOffset Since, DateTimeOffset AnswerBy);

internal static class ListDisputes
{
    private const int PageSize = 50;
    private const int MostOwn = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/learners/{learnerId:guid}/disputes", OfLearner).RequireScope("passport.read");
        app.MapGet("/disputes", ToAnswer).RequireScope("disputes.answer");
    }

    private static async Task<Ok<ListOwnDisputesResponse>> OfLearner(
        Guid learnerId, ClosedRecordAnswers closed, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await closed.RequireOwn(learnerId, cancellationToken);
        var own = await With(db, db.Disputes.Where(d => d.LearnerId == learnerId).OrderByDescending(d => d.Id).Take(MostOwn)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListOwnDisputesResponse(own.ConvertAll(row => DisputeView.Of(row.Dispute, row.Entry, time.GetUtcNow()))));
    }

    private static async Task<Ok<ListDisputesResponse>> ToAnswer(
        Guid? after, Caller caller, PassportDb db, HttpRequest http, CancellationToken cancellationToken)
    {
        var waiting = caller.IsAcademy
            ? db.Disputes.Where(d => d.State == DisputeState.WithAcademy)
            : db.Disputes.AnsweredBy(caller).Where(d => d.State == DisputeState.WithIssuer || d.State == DisputeState.Upheld);
        var from = after is null ? null : await db.Disputes.Where(d => d.Id == after).Select(d => (DateTimeOffset?)d.Since).SingleOrDefaultAsync(cancellationToken);
        var page = await With(
                db,
                waiting.Where(d => from == null || d.Since > from || (d.Since == from && d.Id > after)).OrderBy(d => d.Since).ThenBy(d => d.Id).Take(PageSize))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListDisputesResponse(
            await waiting.CountAsync(cancellationToken),
            page.ConvertAll(row => new WaitingDispute(
                row.Dispute.Id, row.Entry.Title, row.Entry.CompletedOn, row.Dispute.Claim, row.Dispute.State, row.Dispute.Since, row.Dispute.AnswerBy!.Value)),
            page.Count == PageSize ? $"{http.Path}?after={page[^1].Dispute.Id}" : null));
    }

    private static IQueryable<Disputed> With(PassportDb db, IQueryable<Dispute> disputes)
        => disputes.AsNoTracking().Select(d => new Disputed(d, db.Entries.Single(e => e.Id == d.EntryId)));

    private sealed record Disputed(Dispute Dispute, Entry Entry);
}
