using Academy.Contracts.Passport;
using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>
/// The learner's credentials in one signed presentation, to be handed on: of all entries that have one, or of those chosen. It is made anew each
/// time; the credentials in it are the same as one by one.
/// </summary>
internal static class GetPresentation
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{learnerId:guid}/presentation", Handle).RequireScope("passport.read").Produces<string>(contentType: $"application/{Jws.Presentation}");

    /// <param name="entry">The chosen entries; none means all.</param>
    private static async Task<IResult> Handle(
        Guid learnerId,
        Guid[] entry,
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
        var credentialed = await db.Entries.Where(e => e.LearnerId == learnerId && e.WithdrawnAt == null && e.Assurance != Assurance.SelfDeclared)
            .OrderByDescending(e => e.CompletedOn).ThenBy(e => e.Id).Select(e => e.Id).ToListAsync(cancellationToken);
        var chosen = entry.Length == 0 ? credentialed : credentialed.FindAll(entry.Contains);
        if (chosen.Count == 0 || chosen.Count < entry.Distinct().Count())
        {
            throw new RuleBroken("Choose entries of your passport that somebody vouches for and that were not withdrawn; there are credentials of those only.", "nothing-to-present");
        }

        if (chosen.Count > Presentation.MostCredentials)
        {
            throw TooMany();
        }

        var credentials = new List<string>();
        foreach (var id in chosen)
        {
            credentials.Add(await desk.CredentialOf(learnerId, id, cancellationToken));
        }

        var signed = (await keys.Get(cancellationToken)).Sign(Presentation.Of(credentials, time.GetUtcNow(), issuer).ToJsonString(PassportDocument.Json), Jws.Presentation);
        response.Headers.CacheControl = "no-store";
        return signed.Length <= Jws.Longest ? TypedResults.Text(signed, $"application/{Jws.Presentation}") : throw TooMany();
    }

    private static RuleBroken TooMany()
        => new($"A presentation holds {Presentation.MostCredentials} credentials at most, and fewer where they are long. Choose the entries: ?entry=…&entry=…", "too-many-to-present");
}
