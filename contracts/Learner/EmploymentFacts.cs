namespace Academy.Contracts.Learner;

/// <summary>The whole state of one employment; every employment event carries it, so their order does not matter.</summary>
/// <param name="WorkplaceReference">The employer's own id of the workplace (LOCALESTID in ASC-WDS).</param>
/// <param name="WorkerReference">The employer's own id of the worker (UNIQUEWORKERID in ASC-WDS).</param>
/// <param name="JobRoleCode">Main job role, bulk-upload code of ASC-WDS.</param>
/// <param name="StartedOn">First day, Europe/London.</param>
/// <param name="EndedOn">Last day, Europe/London; none while the employment goes on.</param>
/// <param name="SharesPassport">Whether the learner lets this employer see the passport while employed.</param>
/// <param name="Certificates">What the employer's worker file says of the care certificates; none where it says nothing.</param>
public sealed record EmploymentFacts(
    Guid EmploymentId,
    Guid EmployerId,
    string? WorkplaceReference,
    string? WorkerReference,
    int? JobRoleCode,
    EmploymentKind Kind,
    DateOnly StartedOn,
    DateOnly? EndedOn,
    bool SharesPassport,
    StatedCertificates? Certificates = null);

/// <summary>What an employer's worker file says of somebody's certificates: a statement, by which nothing is awarded.</summary>
/// <param name="CareCertificate">CARECERT of ASC-WDS.</param>
/// <param name="Level2">L2CARECERT: the Level 2 Adult Social Care Certificate.</param>
/// <param name="Level2Year">The year that one was completed in.</param>
public sealed record StatedCertificates(StatedProgress? CareCertificate, StatedProgress? Level2, int? Level2Year);

public enum StatedProgress
{
    NotStarted,
    Started,
    Completed,
}

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
