namespace Academy.Contracts.Kitemark;

/// <summary>A trainer's authorisation ends soon and can be renewed, or has ended and was not. Said once for each number of days the Academy reminds at.</summary>
/// <param name="TrainingCategoryCode">The subject: bulk-upload code of an ASC-WDS training category.</param>
/// <param name="TrainingCategory">The name of the subject.</param>
/// <param name="LastDay">The last day in force, Europe/London.</param>
/// <param name="DaysBefore">How many days before the last day it was to be told; none once that day has passed.</param>
[HeardBy("identity")]
public sealed record TrainerAuthorisationRenewalDue(
    Guid AuthorisationId,
    long Version,
    Guid TrainerId,
    Guid TrainingProviderId,
    string TrainerName,
    int TrainingCategoryCode,
    string TrainingCategory,
    DateOnly LastDay,
    int? DaysBefore,
    DateTimeOffset SaidAt);
