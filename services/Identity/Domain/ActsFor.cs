using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>An organisation an account acts for, and the roles it holds there.</summary>
internal sealed record ActsFor(OrganisationKind Kind, Guid OrganisationId, string Name, IReadOnlyList<string> Roles)
{
    /// <summary>What stands in the place of an organisation's id when people act for themselves.</summary>
    public const string Self = "self";
}
