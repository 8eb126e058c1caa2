namespace Academy.Identity.Domain;

/// <summary>
/// An employer says that somebody works for it, to an e-mail address. Whoever opens the link and accepts is on its list of staff from then
/// on; it sees no training before they say yes to that as well. It gives no access to anything, so it need not be their account's address.
/// </summary>
internal sealed class StaffInvitation
{
    /// <summary>It can be accepted for so long, and the same address is not written to again before.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private StaffInvitation()
    {
    }

    public StaffInvitation(Guid organisationId, string address, string? workplace, string by, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (OrganisationId, Address, NormalizedAddress) = (organisationId, address, address.ToUpperInvariant());
        (WorkplaceReference, InvitedBy, InvitedAt) = (workplace, by, now);
    }

    public Guid Id { get; private set; }

    public Guid OrganisationId { get; private set; }

    public byte[] TokenHash { get; private set; } = [];

    public string Address { get; private set; } = "";

    public string NormalizedAddress { get; private set; } = "";

    /// <summary>Where the person works, by the employer's own reference.</summary>
    public string? WorkplaceReference { get; private set; }

    public string InvitedBy { get; private set; } = "";

    public DateTimeOffset InvitedAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public Guid? AccountId { get; private set; }

    public DateTimeOffset ExpiresAt => InvitedAt + Lifetime;

    public StaffInvitationState State(DateTimeOffset now) => AcceptedAt is not null ? StaffInvitationState.Accepted
        : now >= ExpiresAt ? StaffInvitationState.Expired : StaffInvitationState.Sent;

    /// <summary>The token leaves here once; only its hash is stored.</summary>
    public string MakeToken()
    {
        var token = RandomToken.New();
        TokenHash = RandomToken.Hash(token);
        return token;
    }

    public void Accept(Guid accountId, DateTimeOffset now) => (AccountId, AcceptedAt) = (accountId, now);
}

/// <summary>Where an invitation is.</summary>
public enum StaffInvitationState
{
    /// <summary>It was sent and can be accepted.</summary>
    Sent,

    /// <summary>Somebody accepted it.</summary>
    Accepted,

    /// <summary>It can be accepted no longer.</summary>
    Expired,
}
