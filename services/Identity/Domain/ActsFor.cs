using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>An organisation an account acts for, the roles it holds there, and the workplaces it is limited to.</summary>
internal sealed record ActsFor(
    OrganisationKind Kind, Guid OrganisationId, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string>? Workplaces = null)
{
    /// <summary>What stands in the place of an organisation's id when people act for themselves.</summary>
    public const string Self = "self";

    /// <summary>
    /// What the memberships of one organisation come to. Roles of the whole organisation add up; one at workplaces counts by
    /// itself, and only beside none of the whole: so no role's scopes ever reach another role's workplaces.
    /// </summary>
    public static ActsFor Of(IReadOnlyList<Membership> held)
    {
        var whole = held.Where(membership => membership.Workplaces is null).ToList();
        var (newest, counted) = (held[^1], whole.Count > 0 ? whole : [held[^1]]);
        return new(
            newest.OrganisationKind,
            newest.OrganisationId,
            newest.OrganisationName,
            [.. counted.Select(membership => membership.Role).Distinct()],
            counted[0].Workplaces);
    }
}
