using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.Passport.EvidenceFiles;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>A file as it was sent: for the learner, and for Academy staff who check it. A browser shows it and runs nothing of it.</summary>
internal static class GetEvidence
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{learnerId:guid}/evidence/{evidenceId:guid}", Handle).RequireScope("passport.read")
            .Produces<byte[]>(contentType: "application/octet-stream");

    private static async Task<IResult> Handle(
        Guid learnerId,
        Guid evidenceId,
        Caller caller,
        Looks looks,
        ClosedRecordAnswers closed,
        SealedEvidence store,
        PassportDb db,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy)
        {
            await closed.RequireOwn(learnerId, cancellationToken);
        }

        looks.At(learnerId, ActivityKind.EvidenceSeen);
        await closed.Tell(learnerId, _ => caller.IsAcademy, cancellationToken);
        var evidence = await db.Evidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == evidenceId && e.LearnerId == learnerId, cancellationToken);
        if (evidence is null || await store.Get(evidenceId, cancellationToken) is not { } content)
        {
            throw new NotThere();
        }

        // The look is logged before the file is shown.
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'";
        response.Headers.ContentDisposition = $"inline; filename=\"evidence.{evidence.Kind.ToString().ToLowerInvariant()}\"";
        return TypedResults.Bytes(content, Evidence.TypeOf(evidence.Kind));
    }
}
