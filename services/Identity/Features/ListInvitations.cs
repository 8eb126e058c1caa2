using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Members;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

public sealed record ListInvitationsResponse(IReadOnlyList<InvitationResponse> Invitations, string? Next);

/// <summary>The invitations that can still be accepted.</summary>
internal static class ListInvitations
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/organisations/{id:guid}/invitations", Handle).RequireScope("members.read").WithName(nameof(ListInvitations));

    private static async Task<Ok<ListInvitationsResponse>> Handle(
        Guid id, Guid? after, [Range(1, 100)] int? limit, Caller caller, HttpRequest http, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var organisation = await db.Administered(id, caller, http, cancellationToken);
        var (size, oldest) = (limit ?? 50, time.GetUtcNow() - Invitation.Lifetime);
        var page = await db.Invitations.AsNoTracking()
            .Where(i => i.OrganisationId == organisation.Id && i.MembershipId == null && i.WithdrawnAt == null && i.InvitedAt > oldest && (after == null || i.Id > after))
            .OrderBy(i => i.Id).Take(size + 1).ToListAsync(cancellationToken);
        var next = page.Count > size ? $"/api/identity/v1/organisations/{id}/invitations?after={page[size - 1].Id}&limit={size}" : null;
        return TypedResults.Ok(new ListInvitationsResponse([.. page.Take(size).Select(InvitationResponse.Of)], next));
    }
}
