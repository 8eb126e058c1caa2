using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Members;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Identity.Features;

/// <param name="Workplaces">The employer's own references (LOCALESTID) of the workplaces a viewer or manager is invited for; none means the whole employer.</param>
public sealed record InviteMemberRequest(
    [Required, StringLength(254)] string Email,
    [Required, StringLength(50)] string Role,
    IReadOnlyList<string>? Workplaces,
    [Required, StringLength(500, MinimumLength = 3)] string Reason);

/// <summary>What was sent to whom. The link itself goes to the address and nowhere else.</summary>
public sealed record InvitationResponse(
    Guid InvitationId,
    Guid OrganisationId,
    string Email,
    string Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Workplaces,
    DateTimeOffset InvitedAt,
    DateTimeOffset ExpiresAt)
{
    internal static string Address(Invitation invitation) => $"/api/identity/v1/organisations/{invitation.OrganisationId}/invitations/{invitation.Id}";

    internal static InvitationResponse Of(Invitation i) => new(i.Id, i.OrganisationId, i.Address, i.Role, i.Workplaces, i.InvitedAt, i.ExpiresAt);
}

internal static class InviteMember
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/organisations/{id:guid}/invitations", Handle).RequireScope("members.write").Idempotent().WithName(nameof(InviteMember));

    private static async Task<Created<InvitationResponse>> Handle(
        Guid id, InviteMemberRequest request, Caller caller, HttpRequest http, IdentityDb db, Invitations invitations, CancellationToken cancellationToken)
    {
        var organisation = await db.AdministeredAlone(id, caller, http, cancellationToken);
        organisation.RequireRole(request.Role);
        var workplaces = organisation.Limit(request.Role, request.Workplaces);
        var invitation = await invitations.Send(
            organisation, request.Email, request.Role, workplaces, caller.Subject, StartOrganisation.Line(request.Reason), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(InvitationResponse.Address(invitation), InvitationResponse.Of(invitation));
    }
}
