namespace Academy.Contracts.Identity;

/// <summary>
/// A person holds a role in an organisation, or holds it no longer. Another role, or the same one at other workplaces, is a
/// new membership, after the end of the former one. Access ends at once: tokens from before the end are refused by every hearer.
/// </summary>
/// <param name="OrganisationKind">Academy, Employer, TrainingProvider, Partner or Commissioner.</param>
/// <param name="Workplaces">The employer's own ids (LOCALESTID in ASC-WDS) of the workplaces the role is held at; none means the whole organisation.</param>
[HeardBy("learner", "kitemark", "passport", "pathway", "benefits")]
public sealed record OrganisationRoleChanged(
    Guid MembershipId,
    long Version,
    Guid AccountId,
    string OrganisationKind,
    Guid OrganisationId,
    string Role,
    DateTimeOffset Since,
    DateTimeOffset? EndedAt,
    IReadOnlyList<string>? Workplaces = null);
