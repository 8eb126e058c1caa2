using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Members;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Identity.Features;

/// <param name="Emails">Up to 100. What is no address is answered, and stops none of the others.</param>
/// <param name="WorkplaceReference">Where they work, by the employer's own reference (LOCALESTID). Whoever holds a role at some workplaces only has to name one of them.</param>
public sealed record InviteStaffRequest(
    [Required, MinLength(1), MaxLength(100)] IReadOnlyList<string> Emails,
    [StringLength(50)] string? WorkplaceReference);

/// <param name="Rows">One for each line sent, in its order.</param>
public sealed record InviteStaffResponse(int Sent, IReadOnlyList<InvitedRow> Rows);

public sealed record InvitedRow(string Email, StaffInvitationOutcome Outcome);

/// <summary>Invites people to say that they work for the employer. Nobody is written to twice within seven days.</summary>
internal static class InviteStaff
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/organisations/{id:guid}/staff-invitations", Handle).RequireScope("staff.invite").Idempotent().WithName(nameof(InviteStaff));

    private static async Task<Ok<InviteStaffResponse>> Handle(
        Guid id, InviteStaffRequest request, Caller caller, IdentityDb db, StaffInvitations invitations, CancellationToken cancellationToken)
    {
        var workplace = request.WorkplaceReference?.Trim() is { Length: > 0 } named ? named : null;
        if (!caller.Reaches(id, workplace))
        {
            throw new NotThere();
        }

        if (workplace?.Any(char.IsControl) == true)
        {
            throw new RuleBroken("Write workplaceReference on one line, as in ASC-WDS.", "workplace");
        }

        var organisation = await db.LockOrganisation(id, cancellationToken) ?? throw new NotThere();
        var outcomes = await invitations.Send(organisation, request.Emails, workplace, caller.Subject, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new InviteStaffResponse(
            outcomes.Count(outcome => outcome == StaffInvitationOutcome.Sent),
            [.. request.Emails.Zip(outcomes, (email, outcome) => new InvitedRow(email, outcome))]));
    }
}
