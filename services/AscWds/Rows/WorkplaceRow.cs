using Academy.AscWds.Codes;

namespace Academy.AscWds;

/// <summary>
/// A workplace: who it is and where the Care Quality Commission knows it. What may be null is always null in a row to
/// delete, of which only the status and the identifier are read.
/// </summary>
public sealed record WorkplaceRow(
    string LocalEstablishmentId,
    RowStatus Status,
    string? Name,
    string? Postcode,
    EmployerType? EmployerType,
    string? CqcProviderId,
    string? CqcLocationId,
    int? MainServiceCode);
