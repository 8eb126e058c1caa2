namespace Academy.Passport.Domain;

/// <summary>
/// A class that a training provider has begun to record: what was typed so far, until it is recorded or forgotten. It is nobody's training
/// yet, and nobody but the provider sees it.
/// </summary>
internal sealed class ClassDraft
{
    public const int MostPeople = 100;
    public const int MostOfProvider = 50;

    /// <summary>Counted from the last change.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private ClassDraft()
    {
    }

    public Guid Id { get; private set; }

    public Guid TrainingProviderId { get; private set; }

    public long Version { get; private set; }

    public Guid CourseVersionId { get; private set; }

    public Guid TrainerId { get; private set; }

    public DateOnly CompletedOn { get; private set; }

    public IReadOnlyList<DraftPerson> People { get; private set; } = [];

    public DateTimeOffset ChangedAt { get; private set; }

    public static ClassDraft Of(Guid id, Guid trainingProviderId) => new() { Id = id, TrainingProviderId = trainingProviderId };

    public void Set(Guid courseVersionId, Guid trainerId, DateOnly completedOn, IReadOnlyList<DraftPerson> people, DateTimeOffset now)
    {
        (CourseVersionId, TrainerId, CompletedOn, People, ChangedAt) = (courseVersionId, trainerId, completedOn, people, now);
        Version++;
    }
}

/// <summary>Somebody on the list of a class, as typed.</summary>
/// <param name="AcademyNumber">As it is stored where it can be read, otherwise as typed.</param>
internal sealed record DraftPerson(string AcademyNumber, string? FullName, DateOnly? DateOfBirth, ClassResult? Result);

/// <summary>What became of somebody in a class; only who attended in full and passed is recorded.</summary>
public enum ClassResult
{
    Passed,
    NotPassed,
    Absent,
    ArrivedLate,
    InPart,
}
