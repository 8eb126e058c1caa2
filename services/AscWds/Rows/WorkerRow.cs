using Academy.AscWds.Codes;

namespace Academy.AscWds;

/// <summary>
/// A person at a workplace. Of their own details only the name or reference they go by there and the date of birth are
/// read. What may be null is always null in a row to delete, of which only the status and the identifiers are read.
/// </summary>
/// <param name="NewUniqueWorkerId">CHGUNIQUEWRKID: the identifier from now on.</param>
/// <param name="MovesToEstablishmentId">TRANSFERSTAFFRECORD: the workplace the record moves to.</param>
public sealed record WorkerRow(
    string LocalEstablishmentId,
    string UniqueWorkerId,
    string? NewUniqueWorkerId,
    string? MovesToEstablishmentId,
    RowStatus Status,
    string? DisplayId,
    DateOnly? DateOfBirth,
    DateOnly? StartedOn,
    EmploymentStatus? EmploymentStatus,
    JobRole? MainJobRole,
    CertificateProgress? CareCertificate,
    CertificateProgress? Level2CareCertificate,
    int? Level2CareCertificateYear,
    bool? IsApprentice,
    RoleCategory? RoleCategory,
    IReadOnlyList<HeldQualification> Qualifications);

/// <summary>QUALACHnn and its notes: a qualification and, if it was given, the year it was achieved.</summary>
public sealed record HeldQualification(Qualification Qualification, int? Year, string? Notes);
