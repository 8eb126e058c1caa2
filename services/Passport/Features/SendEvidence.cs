using System.Security.Cryptography;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.Passport.EvidenceFiles;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Conflict = Academy.ServiceDefaults.Conflict;

namespace Academy.Passport.Features;

/// <summary>A file that was sent as evidence.</summary>
/// <param name="Bytes">How long it is.</param>
/// <param name="IsScanned">Whether it was scanned for malware; where the Academy has no scanner set up, nothing is.</param>
public sealed record EvidenceResponse(Guid EvidenceId, EvidenceKind Kind, int Bytes, DateTimeOffset SentAt, bool IsScanned);

/// <summary>
/// A learner sends a file: a PDF, PNG or JPEG by its content, of 5 MiB at most. It is kept for a day, and longer once it is attached to an
/// entry. The same file under the same id again changes nothing.
/// </summary>
internal static class SendEvidence
{
    private const int MostUnattached = 20;
    private const int MostInAll = 200;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPut("/learners/{learnerId:guid}/evidence/{evidenceId:guid}", Handle).RequireScope("entries.write")
            .Accepts<byte[]>("application/octet-stream", "application/pdf", "image/png", "image/jpeg")
            .WithMetadata(new RequestSizeLimitAttribute(Evidence.MostBytes));

    private static async Task<Ok<EvidenceResponse>> Handle(
        Guid learnerId,
        Guid evidenceId,
        HttpRequest request,
        ClosedRecordAnswers closed,
        SealedEvidence store,
        MalwareScan scan,
        PassportDb db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        await closed.RequireOwn(learnerId, cancellationToken);
        var content = await Read(request.Body, cancellationToken);
        var kind = Evidence.KindOf(content) ?? throw new RuleBroken("The file is not a PDF, PNG or JPEG. Send a picture of the certificate, or the PDF.", "evidence-type");
        var scanned = await scan.Scan(content, cancellationToken);
        if (scanned == ScanResult.Infected)
        {
            throw new RuleBroken("The file holds malware and was not kept. Make a new picture of the certificate and send that.", "evidence-infected");
        }

        var evidence = await Know(evidenceId, learnerId, kind, content, scanned, db, time.GetUtcNow(), cancellationToken);
        if (evidence.StoredAt is null)
        {
            await store.Put(evidenceId, content, cancellationToken);
            evidence.Stored(time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(new EvidenceResponse(evidence.Id, evidence.Kind, evidence.Length, evidence.SentAt, evidence.Scan == ScanResult.Clean));
    }

    /// <summary>The row comes before the file: no file lies there that nothing knows of.</summary>
    private static async Task<Evidence> Know(
        Guid id, Guid learnerId, EvidenceKind kind, byte[] content, ScanResult scanned, PassportDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(content);
        if (await db.Evidence.FindAsync([id], cancellationToken) is { } known)
        {
            if (known.LearnerId != learnerId || !known.Sha256.AsSpan().SequenceEqual(hash))
            {
                throw new Conflict("evidence-id-taken", "Another file has this id. Choose a new one (a UUID) for each file.");
            }

            known.Scanned(scanned);
            await db.SaveChangesAsync(cancellationToken);
            return known;
        }

        var sent = await db.Evidence.Where(e => e.LearnerId == learnerId).Select(e => e.AttachedAt).ToListAsync(cancellationToken);
        if (sent.Count(attachedAt => attachedAt is null) >= MostUnattached)
        {
            throw new RuleBroken($"You sent {MostUnattached} files that belong to no training. Add the training they are for, or send more tomorrow.", "too-much-evidence");
        }

        if (sent.Count >= MostInAll)
        {
            throw new RuleBroken($"You sent {MostInAll} files. Ask the Academy if you need to send more.", "too-much-evidence");
        }

        var evidence = Evidence.Of(id, learnerId, kind, content.Length, hash, scanned, now);
        db.Add(evidence);
        await db.SaveChangesAsync(cancellationToken);
        return evidence;
    }

    private static async Task<byte[]> Read(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var part = new byte[81_920];
        int read;
        while ((read = await body.ReadAsync(part, cancellationToken)) > 0)
        {
            if (content.Length + read > Evidence.MostBytes)
            {
                throw new RuleBroken("The file is larger than 5 MB. Take the picture again with a lower size, or save the PDF with fewer pages.", "evidence-size");
            }

            content.Write(part, 0, read);
        }

        return content.Length > 0 ? content.ToArray() : throw new RuleBroken("The file is empty. Choose it again.", "evidence-empty");
    }
}
