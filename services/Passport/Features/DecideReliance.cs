using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What an employer makes of what somebody brings along, entry by entry.</summary>
/// <param name="LearnerId">One of the employer's staff who lets it see the passport. Give this or the check.</param>
/// <param name="CheckId">The employer's own check with a share code, before the person starts.</param>
public sealed record DecideRelianceRequest(
    Guid? LearnerId, Guid? CheckId, [Required, MinLength(1), MaxLength(100)] IReadOnlyList<EntryDecision> Decisions);

/// <param name="EntryId">The entry, the qualification, or what another employer observed.</param>
/// <param name="Reason">In words the person and an inspector will read; needed unless it is accepted.</param>
public sealed record EntryDecision(Guid EntryId, RelianceDecision Decision, [StringLength(500)] string? Reason);

/// <summary>In the order of the request.</summary>
public sealed record DecideRelianceResponse(IReadOnlyList<ReceiptResponse> Receipts);

/// <summary>A reliance receipt: an employer's decision about one entry, qualification or observation.</summary>
/// <param name="LearnerId">For whom it may be known: not for an employer that only checked a shared passport.</param>
/// <param name="Hours">Taught hours that are spared, where it is accepted and the course is in the catalogue.</param>
/// <param name="Pounds">Its price there, in pounds sterling.</param>
/// <param name="EntryId">That of the entry, the qualification or the observation.</param>
/// <param name="TrainingCategory">The subject; of a qualification none, so that it says Qualification.</param>
/// <param name="CompletedOn">The day it was completed, awarded or observed.</param>
/// <param name="EntryWithdrawn">Whoever recorded it took it back; whoever relied on it decides again.</param>
/// <param name="Jws">The receipt as the Academy signed it: of the type reliance-receipt+jwt.</param>
public sealed record ReceiptResponse(
    Guid ReceiptId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? LearnerId,
    Guid EmployerId,
    string Employer,
    Guid EntryId,
    string Title,
    string TrainingCategory,
    DateOnly CompletedOn,
    RelianceDecision Decision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    DateTimeOffset DecidedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Hours,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Pounds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ReplacedAt,
    bool EntryWithdrawn,
    string Jws)
{
    public RelianceKind Kind { get; init; }

    internal static ReceiptResponse Of(RelianceReceipt receipt, bool entryWithdrawn, bool tellsWho = true) => new(
        receipt.Id, tellsWho ? receipt.LearnerId : null, receipt.EmployerId, receipt.EmployerName, receipt.EntryId, receipt.Title,
        receipt.Kind == RelianceKind.Qualification ? nameof(RelianceKind.Qualification) : Subjects.Name(receipt.TrainingCategoryCode),
        receipt.CompletedOn, receipt.Decision, receipt.Reason, receipt.DecidedAt, receipt.Hours, receipt.Pounds, receipt.ReplacedAt, entryWithdrawn, receipt.Signed)
    {
        Kind = receipt.Kind,
    };
}

/// <summary>
/// An employer accepts, rejects or asks to repeat what somebody learned before they work there. Every decision is a signed receipt that
/// the person sees; the same decision again is the same receipt, another one replaces it.
/// </summary>
internal static class DecideReliance
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/employers/{employerId:guid}/reliance-receipts", Handle).RequireScope("passport.check").Idempotent();

    private static async Task<Created<DecideRelianceResponse>> Handle(
        Guid employerId, DecideRelianceRequest request, Caller caller, Looks looks, PassportDb db, CredentialKeys keys, CredentialIssuer issuer, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(employerId))
        {
            throw new NotThere();
        }

        if (request.Decisions.GroupBy(decision => decision.EntryId).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new RuleBroken($"There are several decisions about {twice.Key}. Keep one.", "decided-twice");
        }

        var (learnerId, shown, isEnded) = await Brought(request, caller, db, time, cancellationToken);
        var employer = await db.Organisations.FindAsync([employerId], cancellationToken) ?? throw Staff.EmployerUnknown();
        var signing = await keys.Get(cancellationToken);
        var passport = (await db.LockKeptPassports([learnerId], cancellationToken)).GetValueOrDefault(learnerId) ?? throw IssuedEntry.Moved();
        var startedOn = await StartedOn(db, passport.LearnerId, employerId, time.Today(), cancellationToken);
        var known = await db.Receipts.Where(r => r.EmployerId == employerId && r.LearnerId == passport.LearnerId && r.ReplacedAt == null)
            .ToDictionaryAsync(r => r.EntryId, cancellationToken);

        var held = await Held(db, passport, shown is null, cancellationToken);
        var (now, receipts, made) = (time.GetUtcNow(), new List<ReceiptResponse>(), new List<RelianceReceipt>());
        foreach (var decision in request.Decisions)
        {
            var brought = shown?.ContainsKey(decision.EntryId) != false ? held.GetValueOrDefault(decision.EntryId) : null;
            if (brought is null)
            {
                throw NotBrought(decision.EntryId);
            }

            if (isEnded && brought.AsShown != shown![brought.Id])
            {
                throw new RuleBroken(
                    $"{shown[brought.Id].Title} is not any more what you were shown, and the share has ended. Ask the person for a new share code and check again.", "changed-since-check");
            }

            var reason = string.IsNullOrWhiteSpace(decision.Reason) ? null : decision.Reason.Trim();
            RequireSense(brought, decision.Decision, reason, employerId, startedOn, time.Today());
            var former = known.GetValueOrDefault(brought.Id);
            if (former is not { } receipt || !receipt.Says(decision.Decision, reason))
            {
                receipt = RelianceReceipt.Of(brought, employer, decision.Decision, reason, now);
                receipt.Sign(SignedReceipt.Of(receipt, brought, passport.ShownNumber, former?.Id, issuer, signing));
                former?.GiveWayTo(receipt);
                made.Add(receipt);
            }

            receipts.Add(ReceiptResponse.Of(receipt, brought.IsWithdrawn, tellsWho: request.LearnerId is not null));
        }

        // The former ones go first: an employer has one decision about an entry that counts.
        await db.SaveChangesAsync(cancellationToken);
        db.AddRange(made);
        looks.At(passport.LearnerId, ActivityKind.RelianceDecided);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new DecideRelianceResponse(receipts));
    }

    /// <summary>What can be decided about, by its id. What other employers observed goes with a passport that may be seen, not with a check.</summary>
    private static async Task<Dictionary<Guid, Decidable>> Held(PassportDb db, TrainingPassport passport, bool withObservations, CancellationToken cancellationToken)
    {
        var observations = withObservations ? await db.Observations.AsNoTracking().Where(o => o.LearnerId == passport.LearnerId).ToListAsync(cancellationToken) : [];
        return passport.Entries.Select(entry => Decidable.Of(entry))
            .Concat(passport.Qualifications.Select(qualification => Decidable.Of(qualification, passport.LearnerId)))
            .Concat(observations.Select(observation => Decidable.Of(observation)))
            .ToDictionary(brought => brought.Id);
    }

    /// <summary>
    /// Whose passport it is about, and what a check showed, with whether its share has ended since; none are left out where the person lets
    /// the employer see the passport.
    /// </summary>
    private static async Task<(Guid LearnerId, Dictionary<Guid, ShownThen>? Shown, bool IsEnded)> Brought(
        DecideRelianceRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case { LearnerId: { } learnerId, CheckId: null }:
                var kept = await db.KeptRecord(learnerId, cancellationToken);
                return kept is { } record && await PassportAccess.Visible(db.Employments, caller, time.Today()).AnyAsync(e => e.LearnerId == record, cancellationToken)
                    ? (record, null, false)
                    : throw new NotThere();
            case { LearnerId: null, CheckId: { } checkId }:
                var check = await GetCheck.Own(checkId, caller, db, cancellationToken);
                var result = JsonSerializer.Deserialize<CheckPassportResponse>(check.Result, PassportDocument.Json)!;
                return (check.LearnerId, Shown(result), !await GetCheck.IsShared(check, db, time, cancellationToken));
            default:
                throw new RuleBroken("Say whose training it is: give learnerId for one of your staff, or checkId for a check you made. Give one of the two.", "whose-training");
        }
    }

    /// <summary>The first day somebody works for an employer today; none where they do not.</summary>
    internal static Task<DateOnly?> StartedOn(PassportDb db, Guid learnerId, Guid employerId, DateOnly today, CancellationToken cancellationToken)
        => db.Employments.Where(e => e.LearnerId == learnerId && e.EmployerId == employerId && (e.EndedOn == null || e.EndedOn >= today))
            .MinAsync(e => (DateOnly?)e.StartedOn, cancellationToken);

    /// <summary>Recorded by others, and completed before the person started here; an employer they do not work for yet looks at all of it.</summary>
    internal static bool IsBrought(Entry entry, Guid employerId, DateOnly? startedOn) => IsBrought(entry.EmployerId, entry.CompletedOn, employerId, startedOn);

    internal static bool IsBrought(Guid? recordedBy, DateOnly completedOn, Guid employerId, DateOnly? startedOn) => recordedBy != employerId && !(completedOn >= startedOn);

    /// <summary>Who checked may decide about what they saw; once they may not look any more, nothing newer is told in the receipt.</summary>
    private static Dictionary<Guid, ShownThen> Shown(CheckPassportResponse check)
    {
        var shown = check.Entries.ToDictionary(e => e.EntryId, e => new ShownThen(e.Title, e.CompletedOn, e.ValidUntil, e.Assurance, e.UnderReview, e.Withdrawal is not null));
        foreach (var q in check.Qualifications)
        {
            shown[q.QualificationId] = new ShownThen(q.Title, q.AwardedOn, ValidUntil: null, q.Assurance, UnderReview: false, q.Withdrawal is not null);
        }

        return shown;
    }

    private static void RequireSense(Decidable brought, RelianceDecision decision, string? reason, Guid employerId, DateOnly? startedOn, DateOnly today)
    {
        if (!Enum.IsDefined(decision))
        {
            throw new RuleBroken("A decision is Accepted, Rejected or Repeat.", "decision");
        }

        if (!IsBrought(brought.EmployerId, brought.On, employerId, startedOn))
        {
            throw new RuleBroken($"{brought.Title} was recorded by you, or completed since the person works for you. Decide about what they bring along only.", "not-prior");
        }

        if (decision != RelianceDecision.Accepted && reason is not { Length: >= 3 })
        {
            throw new RuleBroken($"Say why {brought.Title} does not count or has to be repeated. The person will read it.", "reason-needed");
        }

        if (decision == RelianceDecision.Accepted && brought.IsDelegated)
        {
            throw new RuleBroken(
                $"{brought.Title} was delegated for the other employer only. Ask a registered professional to delegate it here, and reject this or ask to repeat it.", "delegated-elsewhere");
        }

        if (decision == RelianceDecision.Accepted && (brought.IsWithdrawn || brought.ValidUntil < today))
        {
            throw new RuleBroken($"{brought.Title} was withdrawn or has expired, so it cannot be accepted. Reject it, or ask to repeat it.", "not-in-force");
        }
    }

    private static RuleBroken NotBrought(Guid entryId)
        => new($"{entryId} is no entry, qualification or observation you were shown of this person. Read the passport or the check again.", "entry-unknown");
}
