using Academy.Contracts.Identity;
using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>
/// A role an account holds in an organisation, from a day until it ends. A row is never taken away, and another role is
/// another row: so the rows are the history, with who gave and ended each, when and why.
/// </summary>
internal sealed class Membership
{
    public const string Administrator = "administrator";
    public const int LongestReason = 500;

    private Membership()
    {
    }

    public Membership(Guid accountId, OrganisationKind kind, Guid organisationId, string organisationName, string role, string[]? workplaces, DateTimeOffset since)
    {
        Id = Guid.CreateVersion7(since);
        (AccountId, OrganisationKind, OrganisationId, OrganisationName) = (accountId, kind, organisationId, organisationName);
        (Role, Workplaces, Since) = (role, workplaces, since);
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public OrganisationKind OrganisationKind { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationName { get; private set; } = "";

    public string Role { get; private set; } = "";

    /// <summary>The workplaces the role is held at, by the employer's own references; none means the whole organisation.</summary>
    public string[]? Workplaces { get; private set; }

    public DateTimeOffset Since { get; private set; }

    /// <summary>The account or client that gave the role, and the reason it stated.</summary>
    public string GivenBy { get; private set; } = "";

    public string Why { get; private set; } = "";

    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedBy { get; private set; }

    public string? EndedWhy { get; private set; }

    public static Membership Give(Guid accountId, Organisation organisation, string role, string[]? workplaces, string by, string why, DateTimeOffset now)
        => new(accountId, organisation.Kind, organisation.Id, organisation.Name, role, workplaces, now) { GivenBy = by, Why = why };

    public bool Is(string role, string[]? workplaces) => Role == role && (Workplaces ?? []).SequenceEqual(workplaces ?? []);

    public void End(string by, string why, DateTimeOffset now) => (EndedAt, EndedBy, EndedWhy) = (now, by, why);

    /// <summary>It begins and it ends: there are no more versions than these two.</summary>
    public OrganisationRoleChanged Changed()
        => new(Id, EndedAt is null ? 1 : 2, AccountId, OrganisationKind.ToString(), OrganisationId, Role, Since, EndedAt, Workplaces);
}
