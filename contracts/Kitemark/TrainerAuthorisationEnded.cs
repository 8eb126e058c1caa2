namespace Academy.Contracts.Kitemark;

/// <summary>A trainer may no longer teach a subject for a training provider from a day on: withdrawn for good, or suspended while the Academy looks into it. The latest decision says which.</summary>
/// <param name="TrainingCategoryCode">The subject: bulk-upload code of an ASC-WDS training category.</param>
[HeardBy("passport")]
public sealed record TrainerAuthorisationEnded(
    Guid AuthorisationId,
    long Version,
    Guid TrainerId,
    Guid TrainingProviderId,
    string TrainerName,
    int TrainingCategoryCode,
    MarkPeriod Period,
    DateTimeOffset DecidedAt);
