namespace Academy.Contracts.Kitemark;

/// <summary>A trainer may teach a subject for a training provider, for a period, or may again because a decision was taken back: the period has them all.</summary>
/// <param name="TrainingCategoryCode">The subject: bulk-upload code of an ASC-WDS training category.</param>
[HeardBy("passport")]
public sealed record TrainerAuthorised(
    Guid AuthorisationId,
    long Version,
    Guid TrainerId,
    Guid TrainingProviderId,
    string TrainerName,
    int TrainingCategoryCode,
    MarkPeriod Period,
    DateTimeOffset DecidedAt);
