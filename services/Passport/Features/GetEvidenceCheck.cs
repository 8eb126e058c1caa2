using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What a learner says of training, what they sent for it, and what to look at twice.</summary>
/// <param name="DateOfBirth">To be compared with the certificate.</param>
/// <param name="Refusals">How often evidence for it was refused before.</param>
public sealed record EvidenceCheckResponse(
    Guid LearnerId,
    string Name,
    DateOnly DateOfBirth,
    string AcademyNumber,
    PassportEntry Entry,
    DateTimeOffset Since,
    IReadOnlyList<SentFile> Evidence,
    IReadOnlyList<EvidenceSignal> Signals,
    int Refusals);

/// <summary>A file to look at, at <c>learners/{learnerId}/evidence/{evidenceId}</c>.</summary>
public sealed record SentFile(Guid EvidenceId, EvidenceKind Kind, int Bytes, DateTimeOffset SentAt)
{
    /// <summary>Whether it was scanned for malware and found clean when it was sent.</summary>
    public ScanResult Scan { get; init; } = ScanResult.NotScanned;
}

internal static class GetEvidenceCheck
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/evidence-checks/{entryId:guid}", Handle).RequireScope("evidence.check");

    private static async Task<Ok<EvidenceCheckResponse>> Handle(
        Guid entryId, Caller caller, Looks looks, PassportDb db, HttpRequest request, CancellationToken cancellationToken)
    {
        if (caller.IsAcademy)
        {
            Purpose.Stated(request);
        }

        var entry = caller.IsAcademy
            ? await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId && e.EvidenceWaitsSince != null, cancellationToken)
            : null;
        var passport = entry is null ? null : await db.Passports.AsNoTracking().SingleOrDefaultAsync(p => p.LearnerId == entry.LearnerId, cancellationToken);
        if (entry is null || passport is null)
        {
            throw new NotThere();
        }

        looks.At(entry.LearnerId, ActivityKind.EvidenceSeen);
        var ids = entry.Declaration!.EvidenceIds;
        var files = await db.Evidence.AsNoTracking().Where(e => ids.Contains(e.Id)).OrderBy(e => e.SentAt).ThenBy(e => e.Id).ToListAsync(cancellationToken);
        var refusals = await db.Ledger.CountAsync(l => l.EntryId == entryId && l.Event == LedgerEvent.EvidenceRefused, cancellationToken);
        var signals = await Signals(entry, passport.DateOfBirth, files, db, cancellationToken);

        // The look is logged before anything is shown.
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new EvidenceCheckResponse(
            entry.LearnerId, passport.FullName, passport.DateOfBirth, passport.ShownNumber, Rendering.Render(entry, Subjects.Name), entry.EvidenceWaitsSince!.Value,
            files.ConvertAll(e => new SentFile(e.Id, e.Kind, e.Length, e.SentAt) { Scan = e.Scan ?? ScanResult.NotScanned }), signals, refusals));
    }

    private static async Task<IReadOnlyList<EvidenceSignal>> Signals(
        Entry entry, DateOnly dateOfBirth, List<Evidence> files, PassportDb db, CancellationToken cancellationToken)
    {
        var hashes = files.ConvertAll(file => file.Sha256);
        var isSomebodyElses = await db.Evidence.AnyAsync(e => e.LearnerId != null && e.LearnerId != entry.LearnerId && hashes.Contains(e.Sha256), cancellationToken);
        var name = entry.Declaration!.TaughtBy is { } taughtBy ? LikePattern.Exactly(taughtBy) : null;
        var isKnown = name is null || await db.Organisations.AnyAsync(o => EF.Functions.ILike(o.Name, name, LikePattern.Escape), cancellationToken);
        var providers = name is null
            ? []
            : await db.Marks.AsNoTracking().Where(m => m.Link == LinkKind.TrainingProvider
                && db.Organisations.Any(o => o.Id == m.SubjectId && EF.Functions.ILike(o.Name, name, LikePattern.Escape))).ToListAsync(cancellationToken);
        var thatDay = await db.Entries.CountAsync(
            e => e.LearnerId == entry.LearnerId && e.CompletedOn == entry.CompletedOn && e.Declaration != null && e.WithdrawnAt == null, cancellationToken);
        return EvidenceSignals.Of(entry.CompletedOn, dateOfBirth, isSomebodyElses, providers.ConvertAll(mark => mark.Period), thatDay, isKnown);
    }
}
