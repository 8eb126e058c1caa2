using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>An organisation that people act for. Its row is locked while it changes who holds which role.</summary>
internal sealed class Organisation
{
    public const int LongestName = 200;

    private Organisation()
    {
    }

    public Organisation(Guid id, OrganisationKind kind, string name, string startedBy, string why, DateTimeOffset now)
        => (Id, Kind, Name, StartedBy, Why, StartedAt) = (id, kind, name, startedBy, why, now);

    public Guid Id { get; private set; }

    public OrganisationKind Kind { get; private set; }

    public string Name { get; private set; } = "";

    public string StartedBy { get; private set; } = "";

    public string Why { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The role of whoever is invited first. A commissioner sees figures and administers nobody.</summary>
    public string FirstRole => Kind == OrganisationKind.Commissioner ? "viewer" : Membership.Administrator;

    public void RequireRole(string role)
    {
        if (!RoleScopes.IsKnown(Kind, role))
        {
            throw new RuleBroken($"There is no such role here. The roles are {string.Join(", ", RoleScopes.RolesOf(Kind))}.", "role-unknown");
        }
    }

    /// <summary>The workplaces a role here is limited to, as they are kept; none for the whole organisation.</summary>
    public string[]? Limit(string role, IReadOnlyList<string>? workplaces)
    {
        if (workplaces is not null && !RoleScopes.IsHeldAtWorkplaces(Kind, role))
        {
            throw new RuleBroken(
                "Only viewers and managers of an employer hold their role at workplaces. Leave workplaces out: this role is for the whole organisation.",
                "role-of-the-whole");
        }

        return workplaces is null ? null : WorkplaceReferences.Read(workplaces);
    }
}
