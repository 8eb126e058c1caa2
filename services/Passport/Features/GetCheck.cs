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

/// <summary>The receipt of a check as it was made, and apart from that, for an employer while the share lasts, what became of these entries since.</summary>
/// <param name="Changes">What was changed after the check, the last change of each entry, newest first. Entries that were not shown are not told of.</param>
/// <param name="Brought">
/// Of the entries shown those the employer can decide about, newest first, with what it decided: as they stand now while the share lasts, and as
/// they were shown once it has ended.
/// </param>
public sealed record GetCheckResponse(
    Guid CheckId, DateTimeOffset CheckedAt, DateTimeOffset SharedUntil, string Name, CheckSummary Summary, IReadOnlyList<CheckedEntry> Entries,
    IReadOnlyList<PassportQualification> Qualifications, IReadOnlyList<CheckChange> Changes, IReadOnlyList<BroughtEntry> Brought)
{
    /// <summary>The receipt as a signed text (check-receipt+jwt), for an inspector: it verifies without the Academy.</summary>
    public string Jws { get; init; } = "";

    /// <summary>Of the qualifications shown those the employer can decide about, as <see cref="Brought"/>.</summary>
    public IReadOnlyList<BroughtQualification> BroughtQualifications { get; init; } = [];

    /// <summary>Whether the share lasts that the check was made with. Once it has ended, nothing is told but what was shown.</summary>
    public bool IsShared { get; init; }
}

/// <param name="What">Reassessed, Corrected or Withdrawn.</param>
/// <param name="Reason">In the words of whoever withdrew or corrected it.</param>
public sealed record CheckChange(
    Guid EntryId, string Title, string What, DateTimeOffset At, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);

internal static class GetCheck
{
    private static readonly LedgerEvent[] Telling = [LedgerEvent.Reassessed, LedgerEvent.Corrected, LedgerEvent.Withdrawn, LedgerEvent.EvidenceAccepted];

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/checks/{checkId:guid}", Handle).RequireScope("passport.check").Produces<GetCheckResponse>();

    private static async Task<JsonHttpResult<GetCheckResponse>> Handle(
        Guid checkId,
        Caller caller,
        Looks looks,
        PassportDb db,
        CredentialIssuer issuer,
        CredentialKeys keys,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var check = await Own(checkId, caller, db, cancellationToken);
        looks.At(check.LearnerId, ActivityKind.ReceiptSeen);
        if (check.Signed is null)
        {
            var name = (await db.Organisations.FindAsync([check.OrganisationId!.Value], cancellationToken))?.Name ?? SignedCheck.NotKnown;
            check.Sign(SignedCheck.Of(check, name, issuer, await keys.Get(db, cancellationToken)));
        }

        await db.SaveChangesAsync(cancellationToken);

        var receipt = JsonSerializer.Deserialize<CheckPassportResponse>(check.Result, PassportDocument.Json)!;
        var (isShared, isEmployers) = (await IsShared(check, db, time, cancellationToken), caller.Kind == OrganisationKind.Employer);
        var entries = isShared && isEmployers ? await Entries(check, receipt, db, cancellationToken) : [];
        IReadOnlyList<PassportEntry> decidable = !isEmployers ? []
            : isShared ? [.. entries.Select(entry => Rendering.Render(entry, Subjects.Name))]
            : [.. receipt.Entries.Select(entry => Seen(entry, receipt))];
        var (brought, qualifications) = await Brought(
            check, decidable, isEmployers ? await Qualifications(check, receipt, isShared, db, cancellationToken) : [], db, time.Today(), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new GetCheckResponse(
                receipt.CheckId, receipt.CheckedAt, receipt.SharedUntil, receipt.Name, receipt.Summary, receipt.Entries, receipt.Qualifications,
                await Changes(check, entries, db, cancellationToken),
                brought)
            {
                BroughtQualifications = qualifications,
                Jws = check.Signed!,
                IsShared = isShared,
            },
            PassportDocument.Json);
    }

    /// <summary>Whether the learner lets whoever made the check still look.</summary>
    internal static async Task<bool> IsShared(Check check, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
        => (await db.Shares.AsNoTracking().SingleOrDefaultAsync(s => s.Id == check.ShareId, cancellationToken))?.IsLive(time.GetUtcNow()) == true;

    /// <summary>A check that the caller's organisation made; nobody else's is there.</summary>
    internal static async Task<Check> Own(Guid checkId, Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        var check = await db.Checks.FindAsync([checkId], cancellationToken);
        return check?.OrganisationId is { } organisation && caller.OrganisationId == organisation
            && (caller.Workplaces is null || await MadeBy(caller, db, db.Checks.Where(c => c.Id == checkId)).AnyAsync(cancellationToken))
            ? check
            : throw new NotThere();
    }

    /// <summary>Whoever is limited to workplaces reads again what they checked themselves, and nobody else's receipts.</summary>
    internal static IQueryable<Check> MadeBy(Caller caller, PassportDb db, IQueryable<Check> checks)
        => checks.Where(check => db.Activity.Any(
            line => line.LearnerId == check.LearnerId && line.Kind == ActivityKind.PassportChecked && line.At == check.CheckedAt && line.Subject == caller.Subject));

    /// <summary>The ledger says it; what was recorded for a record that was merged into this one is in that record's own.</summary>
    private static async Task<List<CheckChange>> Changes(Check check, List<Entry> entries, PassportDb db, CancellationToken cancellationToken)
    {
        var titles = entries.ToDictionary(entry => entry.Id, entry => entry.Title);
        var shown = titles.Keys.ToList();
        var records = await db.Set<ClosedRecord>().Where(r => r.MergedInto == check.LearnerId).Select(r => r.LearnerId).ToListAsync(cancellationToken);
        records.Add(check.LearnerId);
        var lines = await db.Ledger.AsNoTracking()
            .Where(l => records.Contains(l.LearnerId) && shown.Contains(l.EntryId) && l.At > check.CheckedAt && Telling.Contains(l.Event))
            .Select(l => new { l.EntryId, l.Event, l.At, l.Reason }).ToListAsync(cancellationToken);
        return
        [
            .. lines.GroupBy(line => line.EntryId).Select(changed => changed.MaxBy(line => line.At)!).OrderByDescending(line => line.At)
                .Select(line => new CheckChange(line.EntryId, titles[line.EntryId], line.Event.ToString(), line.At, line.Event == LedgerEvent.Reassessed ? null : line.Reason)),
        ];
    }

    /// <summary>The entries that were shown, as they stand now.</summary>
    private static Task<List<Entry>> Entries(Check check, CheckPassportResponse receipt, PassportDb db, CancellationToken cancellationToken)
    {
        var shown = receipt.Entries.Select(entry => entry.EntryId).ToList();
        return db.Entries.AsNoTracking().Where(e => e.LearnerId == check.LearnerId && shown.Contains(e.Id)).ToListAsync(cancellationToken);
    }

    /// <summary>An entry as the check showed it. It was recorded by then; when, the receipt does not say.</summary>
    private static PassportEntry Seen(CheckedEntry entry, CheckPassportResponse receipt) => new(
        entry.EntryId, entry.Title, VersionLabel: null, Subjects.Code(entry.TrainingCategory), entry.TrainingCategory, entry.CompletedOn, entry.ValidUntil, entry.Assurance,
        entry.UnderReview, entry.Kitemark, entry.RecordedBy, DurationHours: null, Mode: null, receipt.CheckedAt, entry.Withdrawal);

    /// <summary>The qualifications that were shown, as they stand now while the share lasts.</summary>
    private static async Task<IReadOnlyList<PassportQualification>> Qualifications(
        Check check, CheckPassportResponse receipt, bool isShared, PassportDb db, CancellationToken cancellationToken)
    {
        if (!isShared || receipt.Qualifications.Count == 0)
        {
            return receipt.Qualifications;
        }

        var held = await db.Passports.Where(p => p.LearnerId == check.LearnerId).Select(p => p.Qualifications).SingleOrDefaultAsync(cancellationToken) ?? [];
        return [.. held.Where(q => receipt.Qualifications.Any(shown => shown.QualificationId == q.Id)).Select(q => q.Show())];
    }

    private static async Task<(IReadOnlyList<BroughtEntry> Entries, IReadOnlyList<BroughtQualification> Qualifications)> Brought(
        Check check, IReadOnlyList<PassportEntry> entries, IReadOnlyList<PassportQualification> qualifications, PassportDb db, DateOnly today, CancellationToken cancellationToken)
    {
        var employer = check.OrganisationId!.Value;
        var startedOn = await DecideReliance.StartedOn(db, check.LearnerId, employer, today, cancellationToken);
        var decisions = await db.Receipts.AsNoTracking().Where(r => r.EmployerId == employer && r.LearnerId == check.LearnerId && r.ReplacedAt == null)
            .ToDictionaryAsync(r => r.EntryId, cancellationToken);
        return (
            [
                .. entries.Where(e => DecideReliance.IsBrought(e.RecordedBy.EmployerId, e.CompletedOn, employer, startedOn)).OrderByDescending(e => e.CompletedOn).ThenBy(e => e.EntryId)
                    .Select(e => new BroughtEntry(e, Decision(e.EntryId, e.Withdrawal))),
            ],
            [
                .. qualifications.Where(q => DecideReliance.IsBrought(q.RecordedBy.EmployerId, q.AwardedOn, employer, startedOn)).OrderByDescending(q => q.AwardedOn).ThenBy(q => q.QualificationId)
                    .Select(q => new BroughtQualification(q, Decision(q.QualificationId, q.Withdrawal))),
            ]);

        ReceiptResponse? Decision(Guid id, EntryWithdrawal? withdrawal)
            => decisions.TryGetValue(id, out var decision) ? ReceiptResponse.Of(decision, withdrawal is not null, tellsWho: false) : null;
    }
}
