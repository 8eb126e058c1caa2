using System.Collections.Frozen;
using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>
/// What each role may do, as scopes: the most a client can get when a person acts in it. Whose data it may be done to is
/// decided by the service that holds the data.
/// </summary>
internal static class RoleScopes
{
    /// <summary>What a person may do with their own record.</summary>
    public static readonly FrozenSet<string> OfLearners = Scopes.Read(AccessRules.Current.Learners).ToFrozenSet();

    private static readonly FrozenDictionary<(OrganisationKind Kind, string Role), (bool IsHeldAtWorkplaces, FrozenSet<string> Scopes)> Table
        = AccessRules.Current.Roles.ToFrozenDictionary(
            role => (role.Kind, role.Name), role => (role.IsHeldAtWorkplaces, Scopes.Read(role.Scopes).ToFrozenSet()));

    public static bool IsKnown(OrganisationKind kind, string role) => Table.ContainsKey((kind, role));

    /// <summary>Whether the role may be held at some workplaces only.</summary>
    public static bool IsHeldAtWorkplaces(OrganisationKind kind, string role) => Table.TryGetValue((kind, role), out var rule) && rule.IsHeldAtWorkplaces;

    public static IEnumerable<string> RolesOf(OrganisationKind kind) => Table.Keys.Where(key => key.Kind == kind).Select(key => key.Role).Order();

    /// <summary>All that these roles allow together.</summary>
    public static HashSet<string> Of(OrganisationKind kind, IEnumerable<string> roles)
        => [.. roles.SelectMany(role => Table.TryGetValue((kind, role), out var rule) ? rule.Scopes : [])];
}
