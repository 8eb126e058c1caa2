using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Passport.Consumers;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What a decision would change, were it taken now. Numbers only, but for <see cref="Regained"/>.</summary>
/// <param name="Records">Entries whose assurance or review would change: those that lose the mark, and those that come under review.</param>
/// <param name="Learners">Whose they are; each gets one notice.</param>
/// <param name="Employers">Those that see the passports today or accepted an entry; each gets one notice.</param>
/// <param name="EmployersRelying">Of these, the ones that accepted an entry instead of a repeat.</param>
public sealed record GetKitemarkEffectsResponse(
    Guid KitemarkId, int Records, int LosingMark, int UnderReview, int Learners, int Employers, int EmployersRelying)
{
    /// <summary>Entries that would be kitemarked again.</summary>
    public int GainingMark { get; init; }

    /// <summary>Entries that would be in doubt no longer.</summary>
    public int LeavingReview { get; init; }

    /// <summary>
    /// The entries that would be kitemarked again, person by person: what Pathway works out the tiers from. Only for whoever states a purpose
    /// (<c>X-Purpose</c>), and each of these people reads it.
    /// </summary>
    public IReadOnlyList<Regained> Regained { get; init; } = [];
}

public sealed record Regained(Guid LearnerId, IReadOnlyList<Guid> EntryIds);

/// <summary>What can be thought of deciding: a suspension, a withdrawal, or to take the latest of these back.</summary>
public enum DecisionThoughtOf
{
    Suspended,
    Withdrawn,
    Reinstated,
}

/// <summary>
/// The effects of suspending or withdrawing a kitemark or a trainer's authorisation, or of taking such a decision back, before it is
/// decided: every entry is judged by the same function that judges it once the decision is heard of.
/// </summary>
internal static class GetKitemarkEffects
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/kitemarks/{id:guid}/effects", Handle).RequireScope("passport.effects");

    /// <param name="id">The kitemark, or the trainer's authorisation.</param>
    /// <param name="from">The first day on which it would not be in force; left out, as the consequence is, where a decision is taken back.</param>
    private static async Task<Ok<GetKitemarkEffectsResponse>> Handle(
        Guid id,
        DecisionThoughtOf kind,
        DateOnly? from,
        Consequence? consequence,
        DateOnly? voidFrom,
        Caller caller,
        Looks looks,
        PassportDb db,
        TimeProvider time,
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        RequireLead(caller);
        var decision = Thought(kind, from, consequence, voidFrom, time.GetUtcNow());
        var mark = await db.Marks.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) ?? throw new NotThere();
        var decided = decision is null ? await Reinstated(mark, db, time, cancellationToken) : Decided(mark, decision);
        var changes = await Judge(db, mark, decided, cancellationToken);
        var (learners, entries) = (changes.Select(change => change.LearnerId).Distinct().ToList(), changes.ConvertAll(change => change.EntryId));
        var regained = request.Headers.ContainsKey(Purpose.Header) ? changes.FindAll(change => change.GainsMark).ToLookup(change => change.LearnerId, change => change.EntryId) : null;
        if (regained is not null)
        {
            looks.At(regained.Select(person => person.Key), ActivityKind.EffectsForetold);
            await db.SaveChangesAsync(cancellationToken);
        }

        var employers = await Notices.Employers(db, learners, entries, time.Today(), cancellationToken);
        return TypedResults.Ok(new GetKitemarkEffectsResponse(
            id,
            changes.Count,
            changes.Count(change => change.LosesMark),
            changes.Count(change => change.ComesUnderReview),
            learners.Count,
            employers.Count,
            await db.AcceptingReceipts.Where(r => entries.Contains(r.EntryId)).Select(r => r.EmployerId).Distinct().CountAsync(cancellationToken))
        {
            GainingMark = changes.Count(change => change.GainsMark),
            LeavingReview = changes.Count(change => change.LeavesReview),
            Regained = [.. regained?.Select(person => new Regained(person.Key, [.. person])) ?? []],
        });
    }

    /// <summary>The decision that is thought of; nothing where one is to be taken back.</summary>
    private static MarkDecision? Thought(DecisionThoughtOf kind, DateOnly? from, Consequence? consequence, DateOnly? voidFrom, DateTimeOffset now)
    {
        if (!Enum.IsDefined(kind) || (consequence is { } named && !Enum.IsDefined(named)))
        {
            throw new ServiceDefaults.BadRequest("decision-unknown", "kind is Suspended, Withdrawn or Reinstated; consequence is Stands, NeedsReview or VoidFrom.");
        }

        if (kind == DecisionThoughtOf.Reinstated)
        {
            return (from, consequence, voidFrom) is (null, null, null)
                ? null
                : throw new ServiceDefaults.BadRequest("reinstatement-has-none", "What is taken back has its day and its consequence. Leave from, consequence and voidFrom out.");
        }

        if (from is not { } day || consequence is not { } chosen)
        {
            throw new ServiceDefaults.BadRequest("decision-incomplete", "Say from which day and with which consequence: from and consequence.");
        }

        return (chosen == Consequence.VoidFrom) == (voidFrom is not null)
            ? new MarkDecision(kind == DecisionThoughtOf.Suspended ? MarkDecisionKind.Suspended : MarkDecisionKind.Withdrawn, day, chosen, voidFrom, "", now)
            : throw new RuleBroken("voidFrom belongs to the consequence VoidFrom. Give both, or neither.", "void-from");
    }

    private static Mark Decided(Mark mark, MarkDecision decision)
    {
        mark.Period.RequirePossible(decision);
        return mark.With(decision);
    }

    private static async Task<Mark> Reinstated(Mark mark, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var reinstated = mark.WithoutLatest(time.GetUtcNow())
            ?? throw new RuleBroken("Nothing has been decided against this, so there is nothing to take back.", "nothing-to-reverse");
        var others = await db.Marks.AsNoTracking()
            .Where(m => m.SubjectId == mark.SubjectId && m.TrainingCategoryCode == mark.TrainingCategoryCode && m.Id != mark.Id).ToListAsync(cancellationToken);
        return others.Exists(other => other.Period.Overlaps(reinstated.Period))
            ? throw new RuleBroken("Since then it was granted anew, and taken back this would hold on the same days. Withdraw the new one first, or let the decision stand.", "period-overlaps")
            : reinstated;
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
                    entry.Id,
                    entry.LearnerId,
                    entry.Assurance == Assurance.Kitemarked && to.Assurance != Assurance.Kitemarked,
                    to.UnderReview && !entry.UnderReview,
                    entry.Assurance != Assurance.Kitemarked && to.Assurance == Assurance.Kitemarked,
                    entry.UnderReview && !to.UnderReview));
            }
        }

        return changes;
    }

    private sealed record Change(Guid EntryId, Guid LearnerId, bool LosesMark, bool ComesUnderReview, bool GainsMark, bool LeavesReview);
}
