using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>A role an account holds in an organisation, everywhere or at one location, from a day until it ends.</summary>
internal sealed class Membership
{
    private Membership()
    {
    }

    public Membership(Guid accountId, OrganisationKind kind, Guid organisationId, string organisationName, string role, Guid? location, DateTimeOffset since)
    {
        Id = Guid.CreateVersion7(since);
        (AccountId, OrganisationKind, OrganisationId, OrganisationName) = (accountId, kind, organisationId, organisationName);
        (Role, Location, Since) = (role, location, since);
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public OrganisationKind OrganisationKind { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationName { get; private set; } = "";

    public string Role { get; private set; } = "";

    /// <summary>The location the role is held at; none means the whole organisation.</summary>
    public Guid? Location { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public void End(DateTimeOffset now) => EndedAt ??= now;
}
