using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Members;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

public sealed record EndMembershipRequest([Required, StringLength(500, MinimumLength = 3)] string Reason);

/// <summary>Access ends at once: no token is refreshed, and those that live are refused by every service.</summary>
internal static class EndMembership
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/organisations/{id:guid}/members/{membershipId:guid}/end", Handle)
            .RequireScope("members.write").Idempotent().WithName(nameof(EndMembership));

    private static async Task<Ok<MemberResponse>> Handle(
        Guid id,
        Guid membershipId,
        EndMembershipRequest request,
        Caller caller,
        HttpRequest http,
        IdentityDb db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        await db.AdministeredAlone(id, caller, http, cancellationToken);
        var membership = await db.Memberships.SingleOrDefaultAsync(m => m.Id == membershipId && m.OrganisationId == id, cancellationToken)
            ?? throw new NotThere();
        if (membership.EndedAt is null)
        {
            await db.RequireAnotherAdministrator(membership, cancellationToken);
            await db.End(membership, caller.Subject, StartOrganisation.Line(request.Reason), time.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == membership.AccountId, cancellationToken);
        return TypedResults.Ok(MemberResponse.Of(membership, account.FullName));
    }
}
