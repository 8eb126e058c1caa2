using Academy.Passport.Data;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>The learner's shares, newest first, the last 100 of them; the codes are not kept, so they are not shown.</summary>
public sealed record ListSharesResponse(IReadOnlyList<ListedShare> Shares);

public sealed record ListedShare(
    Guid ShareId, IReadOnlyList<Guid>? EntryIds, DateTimeOffset CreatedAt, DateTimeOffset SharedUntil, DateTimeOffset? StoppedAt, bool IsLive);

internal static class ListShares
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{learnerId:guid}/shares", Handle).RequireScope("passport.share");

    private static async Task<Ok<ListSharesResponse>> Handle(
        Guid learnerId, ClosedRecordAnswers closed, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await closed.RequireOwn(learnerId, cancellationToken);
        var shares = await db.Shares.AsNoTracking()
            .Where(s => s.LearnerId == learnerId).OrderByDescending(s => s.Id).Take(100).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListSharesResponse([.. shares.Select(s =>
            new ListedShare(s.Id, s.EntryIds, s.CreatedAt, s.SharedUntil, s.StoppedAt, s.IsLive(time.GetUtcNow())))]));
    }
}
