namespace Academy.Identity.Domain;

/// <summary>A role offered to whoever holds an e-mail address: good once, for seven days, and until a newer one is sent.</summary>
internal sealed class Invitation
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private Invitation()
    {
    }

    public Invitation(Guid organisationId, string address, string role, string[]? workplaces, string by, string why, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (OrganisationId, Address, NormalizedAddress, Role) = (organisationId, address, address.ToUpperInvariant(), role);
        (Workplaces, InvitedBy, Why, InvitedAt) = (workplaces, by, why, now);
    }

    public Guid Id { get; private set; }

    public Guid OrganisationId { get; private set; }

    public byte[] TokenHash { get; private set; } = [];

    public string Address { get; private set; } = "";

    public string NormalizedAddress { get; private set; } = "";

    public string Role { get; private set; } = "";

    /// <summary>The workplaces the role is offered at; none means the whole organisation.</summary>
    public string[]? Workplaces { get; private set; }

    public string InvitedBy { get; private set; } = "";

    public string Why { get; private set; } = "";

    public DateTimeOffset InvitedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>What came of it.</summary>
    public Guid? MembershipId { get; private set; }

    public DateTimeOffset ExpiresAt => InvitedAt + Lifetime;

    /// <summary>The token leaves here once; only its hash is stored.</summary>
    public string MakeToken()
    {
        var token = RandomToken.New();
        TokenHash = RandomToken.Hash(token);
        return token;
    }

    /// <summary>Whether it was sent to this account's own, confirmed address.</summary>
    public bool IsFor(Account account)
        => WithdrawnAt is null && account.EmailConfirmed && account.NormalizedEmail == NormalizedAddress;

    public bool IsExpired(DateTimeOffset now) => now >= ExpiresAt;

    public void Accept(Membership membership) => MembershipId = membership.Id;

    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}
