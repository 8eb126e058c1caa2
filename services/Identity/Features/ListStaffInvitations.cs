using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

public sealed record ListStaffInvitationsResponse(IReadOnlyList<StaffInvitationResponse> Invitations, string? Next);

public sealed record StaffInvitationResponse(
    Guid InvitationId, string Email, string? WorkplaceReference, StaffInvitationState State, DateTimeOffset InvitedAt, DateTimeOffset ExpiresAt);

/// <summary>Who was invited to say that they work for the employer, the newest first.</summary>
internal static class ListStaffInvitations
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/organisations/{id:guid}/staff-invitations", Handle).RequireScope("staff.invite").WithName(nameof(ListStaffInvitations));

    private static async Task<Ok<ListStaffInvitationsResponse>> Handle(
        Guid id, Guid? before, [Range(1, 100)] int? limit, Caller caller, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(id))
        {
            throw new NotThere();
        }

        var (size, now) = (limit ?? 50, time.GetUtcNow());
        var page = await db.StaffInvitations.AsNoTracking()
            .Where(i => i.OrganisationId == id && (before == null || i.Id < before)
                && (caller.Workplaces == null || caller.Workplaces.Contains(i.WorkplaceReference!)))
            .OrderByDescending(i => i.Id).Take(size + 1).ToListAsync(cancellationToken);
        var next = page.Count > size ? $"/api/identity/v1/organisations/{id}/staff-invitations?before={page[size - 1].Id}&limit={size}" : null;
        return TypedResults.Ok(new ListStaffInvitationsResponse(
            [.. page.Take(size).Select(i => new StaffInvitationResponse(i.Id, i.Address, i.WorkplaceReference, i.State(now), i.InvitedAt, i.ExpiresAt))], next));
    }
}
