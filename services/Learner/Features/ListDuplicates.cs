using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

/// <param name="Waiting">How many pairs there are; the list has those that look most alike, 50 at most.</param>
public sealed record ListDuplicatesResponse(int Waiting, IReadOnlyList<LikelyDuplicate> Pairs);

/// <summary>Two records that look like one person. The queue says nothing of the people; whoever opens a pair says why.</summary>
public sealed record LikelyDuplicate(Guid OneId, Guid OtherId, int Score, LikenessSign Sign);

/// <summary>
/// Records with one date of birth and similar names, without those that were told apart. They are looked for each time: people who
/// share a birthday with somebody are a few names a day of the calendar, also in a county.
/// </summary>
internal static class ListDuplicates
{
    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/duplicates", Handle).RequireScope("learners.merge");

    private static async Task<Ok<ListDuplicatesResponse>> Handle(LearnerDb db, Caller caller, CancellationToken cancellationToken)
    {
        caller.RequireOfficer();
        var apart = (await db.ToldApart.AsNoTracking().Select(pair => new { pair.OneId, pair.OtherId }).ToListAsync(cancellationToken))
            .Select(pair => (pair.OneId, pair.OtherId)).ToHashSet();
        var pairs = new List<LikelyDuplicate>();
        var sameDay = new List<(Guid Id, DateOnly Born, Likeness.Names Names)>();
        await foreach (var learner in SharedBirthdays(db).WithCancellation(cancellationToken))
        {
            if (sameDay.Count > 0 && sameDay[0].Born != learner.DateOfBirth)
            {
                sameDay.Clear();
            }

            var names = Likeness.Names.Of(learner.FullName, learner.FormerNames);
            foreach (var (id, _, others) in sameDay)
            {
                var (one, other) = ToldApart.Ordered(id, learner.Id);
                if (Likeness.Of(others, names) is { } likeness && !apart.Contains((one, other)))
                {
                    pairs.Add(new(one, other, likeness.Score, likeness.Sign));
                }
            }

            sameDay.Add((learner.Id, learner.DateOfBirth, names));
        }

        return TypedResults.Ok(new ListDuplicatesResponse(pairs.Count, [.. pairs.OrderByDescending(pair => pair.Score).ThenBy(pair => pair.OneId).ThenBy(pair => pair.OtherId).Take(Shown)]));
    }

    private static IAsyncEnumerable<LearnerRecord> SharedBirthdays(LearnerDb db)
    {
        var open = db.Learners.AsNoTracking().Where(learner => learner.MergedInto == null);
        return open.Where(learner => open.Any(other => other.DateOfBirth == learner.DateOfBirth && other.Id != learner.Id))
            .OrderBy(learner => learner.DateOfBirth).ThenBy(learner => learner.Id).AsAsyncEnumerable();
    }
}
