using Academy.Identity.Data;
using Academy.Identity.Members;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

internal static class WithdrawInvitation
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapDelete("/organisations/{id:guid}/invitations/{invitationId:guid}", Handle)
            .RequireScope("members.write").WithName(nameof(WithdrawInvitation));

    private static async Task<NoContent> Handle(
        Guid id, Guid invitationId, Caller caller, HttpRequest http, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.AdministeredAlone(id, caller, http, cancellationToken);
        var invitation = await db.Invitations.SingleOrDefaultAsync(
            i => i.Id == invitationId && i.OrganisationId == id && i.MembershipId == null, cancellationToken) ?? throw new NotThere();
        invitation.Withdraw(time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
