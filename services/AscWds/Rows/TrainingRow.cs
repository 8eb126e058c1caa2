using Academy.AscWds.Codes;

namespace Academy.AscWds;

/// <summary>
/// One training a worker has done, from the 8-column file (DESCRIPTION) or the 12-column one (TRAININGNAME).
/// A provider code is there only when an external provider delivered the training.
/// </summary>
public sealed record TrainingRow(
    string LocalEstablishmentId,
    string UniqueWorkerId,
    TrainingCategory Category,
    string? Title,
    Accreditation? Accredited,
    TrainingDeliverer? WhoDelivered,
    int? ProviderCode,
    TrainingDelivery? HowDelivered,
    int? ValidityMonths,
    bool DoesNotExpire,
    DateOnly CompletedOn,
    DateOnly? ExpiresOn,
    string? Notes);
