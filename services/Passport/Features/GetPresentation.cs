using Academy.Contracts.Passport;
using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>
/// The learner's credentials in one signed presentation, to be handed on: of all entries and qualifications that have one, or of those chosen. It is made anew each
/// time; the credentials in it are the same as one by one. What one presentation does not hold is in the next (<c>Link: …; rel="next"</c>);
/// <c>X-Left-Out</c> says how many are left for those.
/// </summary>
internal static class GetPresentation
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{learnerId:guid}/presentation", Handle).RequireScope("passport.read").Produces<string>(contentType: $"application/{Jws.Presentation}");

    /// <param name="entry">The chosen entries and qualifications; none means all, the newest first, entries before qualifications.</param>
    /// <param name="from">How many of them went into presentations before this one.</param>
    private static async Task<IResult> Handle(
        Guid learnerId,
        Guid[] entry,
        int? from,
        ClosedRecordAnswers closed,
        CredentialDesk desk,
        CredentialKeys keys,
        CredentialIssuer issuer,
        PassportDb db,
        TimeProvider time,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        await closed.RequireOwn(learnerId, cancellationToken);
        var entries = await db.Entries.Where(e => e.LearnerId == learnerId && e.WithdrawnAt == null && e.Assurance != Assurance.SelfDeclared)
            .OrderByDescending(e => e.CompletedOn).ThenBy(e => e.Id).Select(e => e.Id).ToListAsync(cancellationToken);
        var held = await db.Passports.Where(p => p.LearnerId == learnerId).Select(p => p.Qualifications).SingleOrDefaultAsync(cancellationToken) ?? [];
        var qualifications = held.Where(q => !q.IsWithdrawn).OrderByDescending(q => q.AwardedOn).ThenBy(q => q.Id).Select(q => q.Id).ToList();
        List<Guid> credentialed = [.. entries, .. qualifications];
        var chosen = entry.Length == 0 ? credentialed : credentialed.FindAll(entry.Contains);
        var begin = from ?? 0;
        if (begin < 0 || begin >= chosen.Count || chosen.Count < entry.Distinct().Count())
        {
            throw new RuleBroken("Choose entries of your passport that somebody vouches for, or qualifications, that were not withdrawn; there are credentials of those only.", "nothing-to-present");
        }

        var credentials = new List<string>();
        foreach (var id in chosen.Skip(begin).Take(Presentation.MostCredentials))
        {
            var credential = qualifications.Contains(id)
                ? await desk.CredentialOfQualification(learnerId, id, cancellationToken)
                : await desk.CredentialOf(learnerId, id, cancellationToken);
            if (credentials.Count > 0 && !Presentation.HasRoom(credentials, credential))
            {
                break;
            }

            credentials.Add(credential);
        }

        var next = begin + credentials.Count;
        response.Headers[ExportTraining.LeftOut] = $"{chosen.Count - next}";
        if (next < chosen.Count)
        {
            response.Headers.Link = $"<{response.HttpContext.Request.Path}?from={next}{string.Concat(entry.Select(id => $"&entry={id}"))}>; rel=\"next\"";
        }

        var signed = (await keys.Get(cancellationToken)).Sign(Presentation.Of(credentials, time.GetUtcNow(), issuer).ToJsonString(PassportDocument.Json), Jws.Presentation);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Text(signed, $"application/{Jws.Presentation}");
    }
}
