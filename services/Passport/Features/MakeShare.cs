using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Shares all entries, or the chosen ones, for 1, 7 or 30 days.</summary>
/// <param name="EntryIds">The chosen entries and qualifications; left out means all, also those still to come.</param>
public sealed record MakeShareRequest([MaxLength(1000)] IReadOnlyList<Guid>? EntryIds, int Days);

/// <param name="Code">To be passed on by the learner. It is shown now and never again: only a keyed hash is kept.</param>
/// <param name="SharedUntil">When the sharing stops; it has nothing to do with when training expires.</param>
public sealed record MakeShareResponse(Guid ShareId, string Code, DateTimeOffset SharedUntil);

internal static class MakeShare
{
    private const int MostLiveShares = 10;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/learners/{learnerId:guid}/shares", Handle).RequireScope("passport.share").Idempotent();

    private static async Task<Created<MakeShareResponse>> Handle(
        Guid learnerId,
        MakeShareRequest request,
        ClosedRecordAnswers closed,
        PassportDb db,
        CodeHasher hasher,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        await closed.RequireOwn(learnerId, cancellationToken);
        var passport = (await db.LockPassports([learnerId], cancellationToken)).SingleOrDefault() ?? throw new NotThere();
        if (request.Days is not (1 or 7 or 30))
        {
            throw new RuleBroken("Share for 1, 7 or 30 days.", "share-days");
        }

        if (request.EntryIds is { } chosen && (chosen.Count == 0 || chosen.Any(id => !passport.Holds(id))))
        {
            throw new RuleBroken("Choose at least one entry of your own passport, or leave entryIds out to share all of them.", "share-entries");
        }

        var now = time.GetUtcNow();
        if (await db.Shares.CountAsync(s => s.LearnerId == learnerId && s.StoppedAt == null && s.SharedUntil > now, cancellationToken) >= MostLiveShares)
        {
            throw new RuleBroken($"You have {MostLiveShares} live shares. Stop one of them first.", "too-many-shares");
        }

        var code = Codes.New();
        var share = Share.Of(learnerId, hasher.Hash(code), request.EntryIds, request.Days, now);
        db.Add(share);
        db.Add(ActivityLine.Of(learnerId, ActivityKind.ShareMade, now));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/passport/v1/shares/{share.Id}", new MakeShareResponse(share.Id, Codes.Show(code), share.SharedUntil));
    }
}
