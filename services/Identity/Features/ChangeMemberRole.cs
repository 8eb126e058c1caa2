using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Members;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <param name="Workplaces">Where the role is held from now on; none means the whole employer, whatever it was before.</param>
public sealed record ChangeMemberRoleRequest(
    [Required, StringLength(50)] string Role, IReadOnlyList<string>? Workplaces, [Required, StringLength(500, MinimumLength = 3)] string Reason);

/// <summary>
/// Ends the role and gives the other one, or the same one at other workplaces; the answer has the id of the membership there
/// is from now on.
/// </summary>
internal static class ChangeMemberRole
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/organisations/{id:guid}/members/{membershipId:guid}/role", Handle)
            .RequireScope("members.write").Idempotent().WithName(nameof(ChangeMemberRole));

    private static async Task<Ok<MemberResponse>> Handle(
        Guid id,
        Guid membershipId,
        ChangeMemberRoleRequest request,
        Caller caller,
        HttpRequest http,
        IdentityDb db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var organisation = await db.AdministeredAlone(id, caller, http, cancellationToken);
        var membership = await db.Memberships.SingleOrDefaultAsync(
            m => m.Id == membershipId && m.OrganisationId == id && m.EndedAt == null, cancellationToken) ?? throw new NotThere();
        organisation.RequireRole(request.Role);
        var workplaces = organisation.Limit(request.Role, request.Workplaces);
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == membership.AccountId, cancellationToken);
        if (membership.Is(request.Role, workplaces))
        {
            return TypedResults.Ok(MemberResponse.Of(membership, account.FullName));
        }

        await db.RequireAnotherAdministrator(membership, cancellationToken);
        var (why, now) = (StartOrganisation.Line(request.Reason), time.GetUtcNow());
        await db.End(membership, caller.Subject, why, now, cancellationToken);
        var other = await db.Give(organisation, account.Id, request.Role, workplaces, caller.Subject, why, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(MemberResponse.Of(other, account.FullName));
    }
}
