using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Passport.Consumers;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What a decision would change, were it taken now. Numbers only.</summary>
/// <param name="Records">Entries whose assurance or review would change: those that lose the mark, and those that come under review.</param>
/// <param name="Learners">Whose they are; each gets one notice.</param>
/// <param name="Employers">Those that see the passports today or accepted an entry; each gets one notice.</param>
/// <param name="EmployersRelying">Of these, the ones that accepted an entry instead of a repeat.</param>
public sealed record GetKitemarkEffectsResponse(
    Guid KitemarkId, int Records, int LosingMark, int UnderReview, int Learners, int Employers, int EmployersRelying);

/// <summary>
/// The effects of suspending or withdrawing a kitemark, or of ending a trainer's authorisation, before it is decided: every entry is judged
/// by the same function that judges it once the decision is heard of.
/// </summary>
internal static class GetKitemarkEffects
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/kitemarks/{id:guid}/effects", Handle).RequireScope("passport.effects");

    /// <param name="id">The kitemark, or the trainer's authorisation.</param>
    /// <param name="from">The first day on which it would not be in force.</param>
    private static async Task<Ok<GetKitemarkEffectsResponse>> Handle(
        Guid id,
        MarkDecisionKind kind,
        DateOnly from,
        Consequence consequence,
        DateOnly? voidFrom,
        Caller caller,
        PassportDb db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        RequireLead(caller);
        if ((consequence == Consequence.VoidFrom) != (voidFrom is not null))
        {
            throw new RuleBroken("voidFrom belongs to the consequence VoidFrom. Give both, or neither.", "void-from");
        }

        var mark = await db.Marks.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) ?? throw new NotThere();
        var decided = mark.With(new MarkDecision(kind, from, consequence, voidFrom, "", time.GetUtcNow()));
        var changes = await Judge(db, mark, decided, cancellationToken);
        var (learners, entries) = (changes.Select(change => change.LearnerId).Distinct().ToList(), changes.ConvertAll(change => change.EntryId));
        var employers = await Notices.Employers(db, learners, entries, time.Today(), cancellationToken);
        return TypedResults.Ok(new GetKitemarkEffectsResponse(
            id,
            changes.Count,
            changes.Count(change => change.LosesMark),
            changes.Count(change => change.ComesUnderReview),
            learners.Count,
            employers.Count,
            await db.AcceptingReceipts.Where(r => entries.Contains(r.EntryId)).Select(r => r.EmployerId).Distinct().CountAsync(cancellationToken)));
    }

    /// <summary>Those who decide on kitemarks.</summary>
    internal static void RequireLead(Caller caller)
    {
        if (!caller.IsAcademy || !caller.Roles.Contains("kitemark-lead"))
        {
            throw new NotThere();
        }
    }

    /// <summary>The entries that would be worth something else, read as a stream: any number of them may rest on the mark.</summary>
    private static async Task<List<Change>> Judge(PassportDb db, Mark mark, Mark decided, CancellationToken cancellationToken)
    {
        var resting = db.EntriesOf(mark).AsNoTracking().Where(e => e.CourseVersionId != null && e.WithdrawnAt == null);
        var chains = await resting.Select(e => new { e.CourseVersionId, e.TrainingProviderId, e.TrainerId }).Distinct().ToListAsync(cancellationToken);
        List<Guid> subjects = [.. chains.SelectMany(c => new[] { c.CourseVersionId, c.TrainingProviderId, c.TrainerId }).OfType<Guid>().Distinct()];
        var marks = (await db.Marks.AsNoTracking().Where(m => subjects.Contains(m.SubjectId)).ToListAsync(cancellationToken))
            .Select(known => known.Id == mark.Id ? decided : known).ToLookup(known => known.SubjectId);
        var changes = new List<Change>();
        await foreach (var entry in resting.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (entry.JudgedBy(marks) is var to && (to.Assurance != entry.Assurance || to.UnderReview != entry.UnderReview))
            {
                changes.Add(new(
                    entry.Id, entry.LearnerId, entry.Assurance == Assurance.Kitemarked && to.Assurance != Assurance.Kitemarked, to.UnderReview && !entry.UnderReview));
            }
        }

        return changes;
    }

    private sealed record Change(Guid EntryId, Guid LearnerId, bool LosesMark, bool ComesUnderReview);
}
