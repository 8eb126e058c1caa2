using Academy.Contracts.Kitemark;

namespace Academy.Passport.Domain;

/// <summary>The three links a kitemarked completion rests on.</summary>
internal enum LinkKind
{
    CourseVersion,
    TrainingProvider,
    Trainer,
}

/// <summary>A kitemark or a trainer's authorisation, as last heard: the days it holds for and what was decided since.</summary>
internal sealed class Mark
{
    private Mark()
    {
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public LinkKind Link { get; private set; }

    /// <summary>The course version, the training provider or the trainer.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>With a trainer: for which provider and in which subject the trainer may teach.</summary>
    public Guid? TrainingProviderId { get; private set; }

    public int? TrainingCategoryCode { get; private set; }

    public string? TrainerName { get; private set; }

    public MarkPeriod Period { get; private set; } = null!;

    public static Mark OfKitemark(Guid id, long version, KitemarkSubject subject, Guid subjectId, MarkPeriod period) => new()
    {
        Id = id,
        Version = version,
        Link = subject == KitemarkSubject.CourseVersion ? LinkKind.CourseVersion : LinkKind.TrainingProvider,
        SubjectId = subjectId,
        Period = period,
    };

    public static Mark OfTrainer(
        Guid id, long version, Guid trainerId, string trainerName, Guid providerId, int categoryCode, MarkPeriod period) => new()
        {
            Id = id,
            Version = version,
            Link = LinkKind.Trainer,
            SubjectId = trainerId,
            TrainingProviderId = providerId,
            TrainingCategoryCode = categoryCode,
            TrainerName = trainerName,
            Period = period,
        };

    public void Update(Mark newer)
    {
        Version = newer.Version;
        TrainerName = newer.TrainerName;
        Period = newer.Period;
    }
}

internal static class MarkPeriods
{
    /// <summary>Granted for the day, and neither suspended nor withdrawn from then or before.</summary>
    public static bool IsInForce(this MarkPeriod period, DateOnly day)
        => period.From <= day && day <= period.Until && period.Decisions.All(decision => decision.Reversed is not null || decision.From > day);
}
