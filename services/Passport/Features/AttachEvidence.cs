using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Conflict = Academy.ServiceDefaults.Conflict;

namespace Academy.Passport.Features;

/// <param name="EvidenceIds">Files the learner has sent, in place of those attached before.</param>
public sealed record AttachEvidenceRequest([Required, MinLength(1), MaxLength(AttachEvidence.MostFiles)] IReadOnlyList<Guid> EvidenceIds);

/// <summary>A learner attaches files to training they added, so that Academy staff look at it; also once more after a refusal.</summary>
internal static class AttachEvidence
{
    public const int MostFiles = 5;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/entries/{entryId:guid}/evidence", Handle).RequireScope("entries.write").Idempotent();

    private static async Task<Ok<PassportEntry>> Handle(
        Guid entryId, AttachEvidenceRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var issued = await IssuedEntry.Find(db, entryId, caller, cancellationToken);
        if (!issued.IsDeclared)
        {
            throw new NotThere();
        }

        var (passport, entry) = await issued.Lock(db, cancellationToken);
        if (entry.IsWithdrawn || entry.Declaration!.Evidence == EvidenceStanding.Accepted)
        {
            throw new Conflict("evidence-not-needed", entry.IsWithdrawn ? "This training was removed. Add it again." : "The evidence for this training was accepted. There is nothing left to send.");
        }

        await Attach(passport, entry, request.EvidenceIds, caller, db, time.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(Rendering.Render(entry, Subjects.Name));
    }

    public static async Task Attach(
        TrainingPassport passport, Entry entry, IReadOnlyList<Guid> evidenceIds, Caller caller, PassportDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Guid> files = [.. evidenceIds.Distinct()];
        var attached = await db.Evidence.Where(e => files.Contains(e.Id) && e.LearnerId == passport.LearnerId && e.StoredAt != null)
            .ExecuteUpdateAsync(e => e.SetProperty(e => e.AttachedAt, e => e.AttachedAt ?? now), cancellationToken);
        if (attached != files.Count)
        {
            throw new RuleBroken("Some of the files are not there any more, or never came through. Send them again and use the new ids.", "evidence-unknown");
        }

        passport.SendEvidence(entry, files, caller.Subject, now);
    }
}
