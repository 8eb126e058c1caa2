namespace Academy.Contracts.Learner;

/// <summary>The whole state of one employment; every employment event carries it, so their order does not matter.</summary>
/// <param name="WorkplaceReference">The employer's own id of the workplace (LOCALESTID in ASC-WDS).</param>
/// <param name="WorkerReference">The employer's own id of the worker (UNIQUEWORKERID in ASC-WDS).</param>
/// <param name="JobRoleCode">Main job role, bulk-upload code of ASC-WDS.</param>
/// <param name="StartedOn">First day, Europe/London.</param>
/// <param name="EndedOn">Last day, Europe/London; none while the employment goes on.</param>
/// <param name="SharesPassport">Whether the learner lets this employer see the passport while employed.</param>
public sealed record EmploymentFacts(
    Guid EmploymentId,
    Guid EmployerId,
    string? WorkplaceReference,
    string? WorkerReference,
    int? JobRoleCode,
    EmploymentKind Kind,
    DateOnly StartedOn,
    DateOnly? EndedOn,
    bool SharesPassport);

/// <summary>The ways of working in care that the strategies name.</summary>
public enum EmploymentKind
{
    Employee,
    Agency,
    Bank,
    PersonalAssistant,
    Volunteer,
    Apprentice,
}
