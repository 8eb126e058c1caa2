using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;

namespace Academy.Passport.Features;

/// <summary>A qualification as a signed Open Badges 3.0 credential, for whoever may see the qualification; made, kept and revoked as that of an entry.</summary>
internal static class GetQualificationCredential
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/qualifications/{qualificationId:guid}/credential", Handle).RequireScope("passport.read").Produces<string>(contentType: $"application/{Jws.Credential}");

    private static async Task<IResult> Handle(
        Guid qualificationId, PassportAccess access, Caller caller, CredentialDesk desk, PassportDb db, HttpRequest request, CancellationToken cancellationToken)
    {
        if (caller.IsAcademy)
        {
            Purpose.Stated(request);
        }

        var held = await HeldQualification.Find(db, qualificationId, cancellationToken) ?? throw new NotThere();
        var view = await access.View(held.LearnerId, cancellationToken, ActivityKind.CredentialSeen);
        if (view == PassportView.Nothing || (view == PassportView.OwnRecords && held.Qualification.RecordedBy.TrainingProviderId != caller.OrganisationId))
        {
            throw new NotThere();
        }

        if (held.Qualification.IsWithdrawn)
        {
            throw new Conflict("qualification-withdrawn", "This qualification was withdrawn. There is no credential of it; one that was given out before is revoked.");
        }

        // The look is logged before the credential is shown.
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Text(await desk.CredentialOfQualification(held.LearnerId, qualificationId, cancellationToken), $"application/{Jws.Credential}");
    }
}
