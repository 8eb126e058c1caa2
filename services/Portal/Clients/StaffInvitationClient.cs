namespace Academy.Portal.Clients;

/// <summary>What became of each line of a list, in its order.</summary>
internal sealed record StaffInvited(int Sent, IReadOnlyList<InvitedLine> Rows);

/// <param name="Outcome">Sent, InvitedBefore, SameAsEarlierLine or NotAnAddress.</param>
internal sealed record InvitedLine(string Email, string Outcome);

internal sealed record StaffInvitationPage(IReadOnlyList<SentStaffInvitation> Invitations, string? Next);

/// <param name="State">Sent, Accepted or Expired.</param>
internal sealed record SentStaffInvitation(Guid InvitationId, string Email, string? WorkplaceReference, string State, DateTimeOffset InvitedAt, DateTimeOffset ExpiresAt);

/// <summary>Invites people to say that they work for the employer whoever is signed in acts for.</summary>
internal sealed class StaffInvitationClient(HttpClient http)
{
    public Task<StaffInvitationPage> Newest(Guid employer, CancellationToken cancellationToken)
        => http.Get<StaffInvitationPage>($"{Address(employer)}?limit=50", cancellationToken);

    /// <summary>The same key sends them once.</summary>
    public Task<StaffInvited> Send(Guid employer, IReadOnlyList<string> emails, string? workplace, string key, CancellationToken cancellationToken)
        => http.PostOnce<StaffInvited>(Address(employer), new { emails, workplaceReference = workplace }, key, cancellationToken);

    private static string Address(Guid employer) => $"api/identity/v1/organisations/{employer}/staff-invitations";
}
