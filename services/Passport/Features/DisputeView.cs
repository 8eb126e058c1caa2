using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What a learner says is wrong with an entry, and what was said to it.</summary>
/// <param name="Since">When it became as it is.</param>
/// <param name="AnswerBy">Until when whoever's turn it is should have answered; none where nobody's is.</param>
/// <param name="MayAskAcademy">The learner may bring it to the Academy now.</param>
/// <param name="Lines">The oldest first.</param>
/// <param name="Whose">For whoever answers: whose entry it is.</param>
public sealed record DisputeView(
    Guid DisputeId,
    DisputeClaim Claim,
    DisputeState State,
    DateTimeOffset Since,
    DateTimeOffset? AnswerBy,
    bool MayAskAcademy,
    DisputeOutcome? Outcome,
    IReadOnlyList<DisputeLine> Lines,
    PassportEntry Entry,
    DisputedBy? Whose)
{
    internal static DisputeView Of(Dispute dispute, Entry entry, DateTimeOffset now, DisputedBy? whose = null) => new(
        dispute.Id, dispute.Claim, dispute.State, dispute.Since, dispute.AnswerBy, dispute.MayAskAcademy(now), dispute.Outcome, dispute.Lines,
        Rendering.Render(entry, Subjects.Name), whose);
}

public sealed record DisputedBy(Guid LearnerId, string Name, string AcademyNumber);

/// <summary>Who takes part in a dispute: the learner, whoever recorded the entry, and Academy staff. To others it is not there.</summary>
internal static class Disputes
{
    /// <summary>Those the caller answers for: what their organisation recorded, or for Academy staff all of them.</summary>
    public static IQueryable<Dispute> AnsweredBy(this IQueryable<Dispute> disputes, Caller caller) => caller switch
    {
        { IsAcademy: true } => disputes,
        { Kind: OrganisationKind.TrainingProvider, OrganisationId: { } provider } => disputes.Where(d => d.TrainingProviderId == provider),
        { Kind: OrganisationKind.Employer, OrganisationId: { } employer, Workplaces: null } => disputes.Where(d => d.EmployerId == employer),
        _ => throw new NotThere(),
    };

    /// <summary>The dispute with the entry it is about, while nobody else says or changes anything.</summary>
    public static async Task<(Dispute Dispute, Entry Entry, TrainingPassport Passport)> Lock(
        this IQueryable<Dispute> disputes, Guid disputeId, PassportDb db, CancellationToken cancellationToken)
    {
        var learnerId = await disputes.Where(d => d.Id == disputeId).Select(d => (Guid?)d.LearnerId).SingleOrDefaultAsync(cancellationToken) ?? throw new NotThere();
        var passport = (await db.LockPassports([learnerId], cancellationToken)).SingleOrDefault() ?? throw IssuedEntry.Moved();
        var dispute = await db.Disputes.SingleOrDefaultAsync(d => d.Id == disputeId, cancellationToken);
        return dispute is not null && passport.Entries.SingleOrDefault(e => e.Id == dispute.EntryId) is { } entry
            ? (dispute, entry, passport)
            : throw IssuedEntry.Moved();
    }

    /// <summary>Whoever recorded an entry changed it. What was said against it is answered by that.</summary>
    public static async Task Settle(PassportDb db, Entry entry, DisputeOutcome outcome, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await db.Disputes.SingleOrDefaultAsync(d => d.EntryId == entry.Id && d.State != DisputeState.Settled, cancellationToken);
        open?.Settle(outcome, reason, now);

        // That an entry was withdrawn the learner is told anyway.
        if (open is not null && outcome != DisputeOutcome.Withdrawn)
        {
            db.Add(Notice.OfDispute(entry, reason, now));
        }
    }
}
