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
    public static readonly FrozenSet<string> OfLearners = Set(
        "learners.read learners.write passport.read passport.share pathway.read benefits.read benefits.code");

    private static readonly FrozenDictionary<(OrganisationKind Kind, string Role), FrozenSet<string>> Table =
        new Dictionary<(OrganisationKind, string), FrozenSet<string>>
        {
            [(OrganisationKind.Employer, "viewer")] = Set("employers.read learners.read passport.read"),
            [(OrganisationKind.Employer, "manager")] = Set("employers.read learners.read learners.write passport.read passport.check requirements.write"),
            [(OrganisationKind.Employer, "administrator")] = Set("employers.read learners.read learners.write learner.imports passport.read passport.check passport.imports entries.write requirements.write members.read members.write"),
            [(OrganisationKind.TrainingProvider, "trainer")] = Set("learners.write completions.write entries.write passport.read"),
            [(OrganisationKind.TrainingProvider, "administrator")] = Set("learners.write completions.write entries.write passport.read kitemark.write members.read members.write"),
            [(OrganisationKind.Partner, "checker")] = Set("benefits.check"),
            [(OrganisationKind.Partner, "administrator")] = Set("benefits.check benefits.offers members.read members.write"),
            [(OrganisationKind.Academy, "officer")] = Set("learners.read learners.write learners.merge employers.read employers.write learner.imports kitemark.write kitemark.decide passport.read passport.imports pathway.read benefits.offers accounts.manage"),
            [(OrganisationKind.Academy, "kitemark-lead")] = Set("kitemark.write kitemark.decide"),
            [(OrganisationKind.Academy, "auditor")] = Set("learners.read employers.read passport.read pathway.read learner.figures passport.figures pathway.figures"),
            [(OrganisationKind.Academy, "administrator")] = Set("clients.write learners.erase pathway.read pathway.rules members.read members.write accounts.manage learner.figures passport.figures pathway.figures"),
            [(OrganisationKind.Commissioner, "viewer")] = Set("learner.figures passport.figures pathway.figures"),
        }.ToFrozenDictionary();

    public static bool IsKnown(OrganisationKind kind, string role) => Table.ContainsKey((kind, role));

    /// <summary>Whether the role may be held at some workplaces only. An administrator has the whole employer; others have no workplaces.</summary>
    public static bool IsHeldAtWorkplaces(OrganisationKind kind, string role) => kind == OrganisationKind.Employer && role is "viewer" or "manager";

    public static IEnumerable<string> RolesOf(OrganisationKind kind) => Table.Keys.Where(key => key.Kind == kind).Select(key => key.Role).Order();

    /// <summary>All that these roles allow together.</summary>
    public static HashSet<string> Of(OrganisationKind kind, IEnumerable<string> roles)
        => [.. roles.SelectMany(role => Table.TryGetValue((kind, role), out var scopes) ? scopes : [])];

    private static FrozenSet<string> Set(string scopes) => Scopes.Read(scopes).ToFrozenSet();
}
