using Academy.Contracts.Passport;
using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>
/// An entry as a signed Open Badges 3.0 credential, for whoever may see the entry. It verifies without the Academy, except that its status
/// lists say whether it was withdrawn.
/// </summary>
internal static class GetCredential
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/entries/{entryId:guid}/credential", Handle).RequireScope("passport.read").Produces<string>(contentType: $"application/{Jws.Credential}");

    private static async Task<IResult> Handle(
        Guid entryId, PassportAccess access, Caller caller, CredentialDesk desk, PassportDb db, HttpRequest request, CancellationToken cancellationToken)
    {
        if (caller.IsAcademy)
        {
            Purpose.Stated(request);
        }

        var entry = await db.Entries.Where(e => e.Id == entryId)
            .Select(e => new { e.LearnerId, e.TrainingProviderId, e.WithdrawnAt, e.Assurance }).SingleOrDefaultAsync(cancellationToken) ?? throw new NotThere();
        var view = await access.View(entry.LearnerId, cancellationToken, ActivityKind.CredentialSeen);
        if (view == PassportView.Nothing || (view == PassportView.OwnRecords && entry.TrainingProviderId != caller.OrganisationId))
        {
            throw new NotThere();
        }

        if (entry.WithdrawnAt is not null)
        {
            throw new Conflict("entry-withdrawn", "This entry was withdrawn. There is no credential of it; one that was given out before is revoked.");
        }

        if (entry.Assurance == Assurance.SelfDeclared)
        {
            throw new RuleBroken("Nobody vouches for this entry yet, so there is no credential of it. Send evidence; once it is accepted there is one.", "not-vouched-for");
        }

        // The look is logged before the credential is shown.
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Text(await desk.CredentialOf(entry.LearnerId, entryId, cancellationToken), $"application/{Jws.Credential}");
    }
}
