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

/// <summary>The receipt of a check as it was made, and apart from that what became of these entries since.</summary>
/// <param name="Changes">What was changed after the check, the last change of each entry, newest first. Entries that were not shown are not told of.</param>
/// <param name="Brought">Of the entries shown those the employer can decide about, as they stand now, newest first, with what it decided.</param>
public sealed record GetCheckResponse(
    Guid CheckId, DateTimeOffset CheckedAt, DateTimeOffset SharedUntil, string Name, CheckSummary Summary, IReadOnlyList<CheckedEntry> Entries,
    IReadOnlyList<PassportQualification> Qualifications, IReadOnlyList<CheckChange> Changes, IReadOnlyList<BroughtEntry> Brought)
{
    /// <summary>The receipt as a signed text (check-receipt+jwt), for an inspector: it verifies without the Academy.</summary>
    public string Jws { get; init; } = "";
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
        await db.SaveChangesAsync(cancellationToken);

        var receipt = JsonSerializer.Deserialize<CheckPassportResponse>(check.Result, PassportDocument.Json)!;
        var shown = receipt.Entries.Select(entry => entry.EntryId).ToList();
        var entries = await db.Entries.AsNoTracking().Where(e => e.LearnerId == check.LearnerId && shown.Contains(e.Id)).ToListAsync(cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new GetCheckResponse(
                receipt.CheckId, receipt.CheckedAt, receipt.SharedUntil, receipt.Name, receipt.Summary, receipt.Entries, receipt.Qualifications,
                await Changes(check, entries, db, cancellationToken),
                await Brought(check, entries, db, time.Today(), cancellationToken))
            {
                Jws = SignedCheck.Of(check, (await db.Organisations.FindAsync([check.OrganisationId!.Value], cancellationToken))?.Name ?? "An organisation", issuer, await keys.Get(cancellationToken)),
            },
            PassportDocument.Json);
    }

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

    private static async Task<List<BroughtEntry>> Brought(Check check, List<Entry> entries, PassportDb db, DateOnly today, CancellationToken cancellationToken)
    {
        var employer = check.OrganisationId!.Value;
        var startedOn = await DecideReliance.StartedOn(db, check.LearnerId, employer, today, cancellationToken);
        var decisions = await db.Receipts.AsNoTracking().Where(r => r.EmployerId == employer && r.LearnerId == check.LearnerId && r.ReplacedAt == null)
            .ToDictionaryAsync(r => r.EntryId, cancellationToken);
        return
        [
            .. entries.Where(e => DecideReliance.IsBrought(e, employer, startedOn)).OrderByDescending(e => e.CompletedOn).ThenBy(e => e.Id)
                .Select(e => new BroughtEntry(
                    Rendering.Render(e, Subjects.Name), decisions.TryGetValue(e.Id, out var decision) ? ReceiptResponse.Of(decision, e.IsWithdrawn, tellsWho: false) : null)),
        ];
    }
}
