namespace Academy.Portal.Clients;

internal sealed record MemberPage(IReadOnlyList<Member> Members, string? Next);

/// <summary>A role somebody holds in an organisation.</summary>
/// <param name="Workplaces">The employer's references of those it is held at; none means the whole organisation.</param>
internal sealed record Member(Guid MembershipId, string FullName, string Role, IReadOnlyList<string>? Workplaces, DateTimeOffset Since);

internal sealed record InvitationPage(IReadOnlyList<SentInvitation> Invitations, string? Next);

internal sealed record SentInvitation(Guid InvitationId, string Email, string Role, IReadOnlyList<string>? Workplaces, DateTimeOffset ExpiresAt);

/// <summary>Who holds which role in the organisation somebody acts for, and who is invited to one.</summary>
internal sealed class MembersClient(HttpClient http)
{
    /// <summary>Of 50: an organisation with more people than 1,000 finds them elsewhere.</summary>
    private const int MostPages = 20;

    public async Task<IReadOnlyList<Member>> Members(Guid organisation, CancellationToken cancellationToken)
    {
        var (members, next) = (new List<Member>(), (string?)$"{Address(organisation)}/members");
        for (var read = 0; read < MostPages && next is not null; read++)
        {
            var page = await http.Get<MemberPage>(next.TrimStart('/'), cancellationToken);
            members.AddRange(page.Members);
            next = page.Next;
        }

        return members;
    }

    public Task<InvitationPage> Invitations(Guid organisation, CancellationToken cancellationToken)
        => http.Get<InvitationPage>($"{Address(organisation)}/invitations?limit=100", cancellationToken);

    /// <summary>The same key sends one invitation. An older one to the same address ends.</summary>
    public Task<SentInvitation> Invite(Guid organisation, string email, string role, IReadOnlyList<string>? workplaces, string reason, string key, CancellationToken cancellationToken)
        => http.PostOnce<SentInvitation>($"{Address(organisation)}/invitations", new { email, role, workplaces, reason }, key, cancellationToken);

    public Task Withdraw(Guid organisation, Guid invitation, CancellationToken cancellationToken)
        => http.Tell(HttpMethod.Delete, $"{Address(organisation)}/invitations/{invitation}", cancellationToken);

    public Task<Member> Change(Guid organisation, Guid membership, string role, IReadOnlyList<string>? workplaces, string reason, string key, CancellationToken cancellationToken)
        => http.PostOnce<Member>($"{Address(organisation)}/members/{membership}/role", new { role, workplaces, reason }, key, cancellationToken);

    /// <summary>The access ends at once.</summary>
    public Task<Member> End(Guid organisation, Guid membership, string reason, string key, CancellationToken cancellationToken)
        => http.PostOnce<Member>($"{Address(organisation)}/members/{membership}/end", new { reason }, key, cancellationToken);

    private static string Address(Guid organisation) => $"api/identity/v1/organisations/{organisation}";
}
