using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Members;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Identity.Features;

/// <summary>The organisation has the id that the other services know it by; its first administrator is invited with it.</summary>
public sealed record StartOrganisationRequest(
    [EnumDataType(typeof(OrganisationKind))] OrganisationKind Kind,
    Guid OrganisationId,
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required, StringLength(254)] string Email,
    [Required, StringLength(500, MinimumLength = 3)] string Reason);

internal static class StartOrganisation
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/organisations", Handle).RequireScope("members.write").Idempotent().WithName(nameof(StartOrganisation));

    private static async Task<Created<InvitationResponse>> Handle(
        StartOrganisationRequest request, Caller caller, IdentityDb db, Invitations invitations, TimeProvider time, CancellationToken cancellationToken)
    {
        Administrators.Only(caller);
        RequireId(request);
        var organisation = await db.LockOrganisation(request.OrganisationId, cancellationToken);
        if (organisation is null)
        {
            organisation = new Organisation(request.OrganisationId, request.Kind, Line(request.Name), caller.Subject, Line(request.Reason), time.GetUtcNow());
            db.Add(organisation);
        }
        else if (organisation.Kind != request.Kind)
        {
            throw new RuleBroken($"There is an organisation of another kind with this id: {organisation.Kind}. Check the id.", "organisation-kind");
        }

        var invitation = await invitations.Send(
            organisation, request.Email, organisation.FirstRole, workplaces: null, caller.Subject, Line(request.Reason), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(InvitationResponse.Address(invitation), InvitationResponse.Of(invitation));
    }

    /// <summary>There is one Academy, or whoever started a second one would be trusted as the first.</summary>
    private static void RequireId(StartOrganisationRequest request)
    {
        if (request.OrganisationId == Guid.Empty || (request.Kind == OrganisationKind.Academy) != (request.OrganisationId == DemoClient.AcademyId))
        {
            throw new RuleBroken("Give organisationId the id of the organisation as the Academy knows it, of the kind that is named.", "organisation-id");
        }
    }

    internal static string Line(string text)
        => text.Trim() is { Length: > 0 } line && !line.Any(char.IsControl)
            ? line
            : throw new RuleBroken("Write the name and the reason on one line each.", "one-line");
}
