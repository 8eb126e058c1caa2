using System.Text.Json.Serialization;
using Academy.AscWds;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;

namespace Academy.Passport.Domain;

/// <summary>One thing a learner has done, as it stands now; how it came to stand so is in the ledger.</summary>
internal sealed class Entry
{
    private Entry()
    {
    }

    public Guid Id { get; private set; }

    public Guid LearnerId { get; private set; }

    public string Title { get; private set; } = "";

    public string? VersionLabel { get; private set; }

    public int TrainingCategoryCode { get; private set; }

    public DateOnly CompletedOn { get; private set; }

    public DateOnly? ValidUntil { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public Guid? CourseVersionId { get; private set; }

    public Guid? TrainingProviderId { get; private set; }

    public string? ProviderName { get; private set; }

    public Guid? TrainerId { get; private set; }

    public string? TrainerName { get; private set; }

    /// <summary>The employer that says so, where no training provider of the Academy recorded it.</summary>
    public Guid? EmployerId { get; private set; }

    public string? EmployerName { get; private set; }

    /// <summary>What a repeat would cost, from the catalogue; none where the course is not in it.</summary>
    public decimal? DurationHours { get; private set; }

    public decimal? PricePounds { get; private set; }

    public CourseMode? Mode { get; private set; }

    /// <summary>Where it is the award of a Care Certificate: of which version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CareCertificateVersion { get; private set; }

    /// <summary>The standards of the Care Certificate the course teaches, where the catalogue said so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CareCertificateCoverage? Teaches { get; private set; }

    public Assurance Assurance { get; private set; }

    public bool UnderReview { get; private set; }

    public IReadOnlyList<Link> Links { get; private set; } = [];

    /// <summary>Where the learner added it: what the learner says of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Declaration? Declaration { get; private set; }

    /// <summary>Since when its evidence waits for Academy staff.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EvidenceWaitsSince { get; private set; }

    /// <summary>When whoever issued it took it back; it stays in the passport, and counts for nothing.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnReason { get; private set; }

    public bool IsWithdrawn => WithdrawnAt is not null;

    public static Entry OfCompletion(
        Guid learnerId, CourseVersion course, TaughtCourse taught, DateOnly completedOn, DateTimeOffset recordedAt, Assessment assessment) => new()
        {
            Id = Guid.CreateVersion7(),
            LearnerId = learnerId,
            Title = course.Title,
            VersionLabel = course.VersionLabel,
            TrainingCategoryCode = course.TrainingCategoryCode,
            CompletedOn = completedOn,
            ValidUntil = ValidFor(course, completedOn),
            RecordedAt = recordedAt,
            CourseVersionId = course.Id,
            TrainingProviderId = taught.TrainingProviderId,
            ProviderName = taught.ProviderName,
            TrainerId = taught.TrainerId,
            TrainerName = taught.TrainerName,
            DurationHours = course.DurationHours,
            PricePounds = course.PricePounds,
            Mode = course.Mode,
            Teaches = course.CareCertificate,
            Assurance = assessment.Assurance,
            UnderReview = assessment.UnderReview,
            Links = assessment.Links,
        };

    public static Entry OfEmployer(
        Guid learnerId, Guid employerId, string employerName, string title, int trainingCategoryCode, DateOnly completedOn, DateOnly? validUntil, DateTimeOffset recordedAt) => new()
        {
            Id = Guid.CreateVersion7(),
            LearnerId = learnerId,
            Title = title,
            TrainingCategoryCode = trainingCategoryCode,
            CompletedOn = completedOn,
            ValidUntil = validUntil,
            RecordedAt = recordedAt,
            EmployerId = employerId,
            EmployerName = employerName,
            Assurance = Assurance.EmployerAttested,
        };

    /// <summary>It has no subject of the data set's and does not expire.</summary>
    public static Entry OfCareCertificate(Guid learnerId, Organisation employer, int version, DateOnly awardedOn, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        LearnerId = learnerId,
        Title = $"Care Certificate ({version} version)",
        TrainingCategoryCode = Subjects.Other,
        CareCertificateVersion = version,
        CompletedOn = awardedOn,
        RecordedAt = now,
        EmployerId = employer.Id,
        EmployerName = employer.Name,
        Assurance = Assurance.EmployerAttested,
    };

    public static Entry OfLearner(
        Guid learnerId, string title, int trainingCategoryCode, DateOnly completedOn, DateOnly? validUntil, string? taughtBy, DateTimeOffset recordedAt) => new()
        {
            Id = Guid.CreateVersion7(recordedAt),
            LearnerId = learnerId,
            Title = title,
            TrainingCategoryCode = trainingCategoryCode,
            CompletedOn = completedOn,
            ValidUntil = validUntil,
            RecordedAt = recordedAt,
            Assurance = Assurance.SelfDeclared,
            Declaration = new Declaration(taughtBy, [], EvidenceStanding.None),
        };

    /// <summary>A completion counts from its day for N months: until the day before the same day N months on.</summary>
    public static DateOnly LastValidDay(DateOnly completedOn, int months) => TrainingExpiry.After(completedOn, months);

    /// <summary>Course version, training provider and trainer; nothing where no training provider recorded it.</summary>
    public IEnumerable<Guid> MarkedSubjects()
        => CourseVersionId is null ? [] : [CourseVersionId.Value, TrainingProviderId!.Value, TrainerId!.Value];

    /// <summary>The kitemarks and the authorisation by which it is vouched for: those of its links that are in force.</summary>
    public IReadOnlyList<Guid> RestsOn() => [.. Links.Where(link => link.State == LinkState.InForce).Select(link => link.MarkId!.Value)];

    /// <summary>The record it was entered in was merged into another of the same person.</summary>
    public void MoveTo(Guid learnerId) => LearnerId = learnerId;

    public TaughtCourse Taught()
        => new(CourseVersionId!.Value, Title, TrainingCategoryCode, TrainingProviderId!.Value, ProviderName!, TrainerId!.Value, TrainerName!);

    /// <summary>What it is worth by these marks, each found by what it marks.</summary>
    public Assessment JudgedBy(ILookup<Guid, Mark> marks)
        => Assessor.Assess(Taught(), CompletedOn, RecordedAt, [.. MarkedSubjects().SelectMany(subject => marks[subject])]);

    /// <summary>A trainer is known by name from the first authorisation that is heard of.</summary>
    public void NameTrainer(string? name) => TrainerName = name ?? TrainerName;

    public bool Reassess(Assessment assessment)
    {
        if (assessment.Assurance == Assurance && assessment.UnderReview == UnderReview && assessment.Links.SequenceEqual(Links))
        {
            return false;
        }

        (Assurance, UnderReview, Links) = (assessment.Assurance, assessment.UnderReview, assessment.Links);
        return true;
    }

    /// <summary>Both count, for the same course version on the same day; or, of what employers attested, for the same title in the same subject.</summary>
    public bool StandsFor(Entry other)
        => !IsWithdrawn && !other.IsWithdrawn && CompletedOn == other.CompletedOn && CourseVersionId == other.CourseVersionId
            && (CourseVersionId is not null || (EmployerId == other.EmployerId && TrainingCategoryCode == other.TrainingCategoryCode
                && string.Equals(Title, other.Title, StringComparison.OrdinalIgnoreCase)));

    /// <summary>It is vouched for better, is in no doubt where the other is, or counts for longer.</summary>
    public bool Outweighs(Entry other) => Weight.CompareTo(other.Weight) > 0;

    private (int Assurance, bool IsSure, DateOnly Until) Weight => (-(int)Assurance, !UnderReview, ValidUntil ?? DateOnly.MaxValue);

    public bool ChangeValidity(DateOnly? validUntil)
    {
        var isChanged = ValidUntil != validUntil;
        ValidUntil = validUntil;
        return isChanged;
    }

    /// <summary>
    /// Puts a completion right. The entry is as if recorded now: judged like any completion that is recorded late.
    /// </summary>
    public void Correct(Correction right, Assessment assessment, DateTimeOffset now)
    {
        var course = right.Course;
        if (course.Id != CourseVersionId)
        {
            (CourseVersionId, Title, VersionLabel, TrainingCategoryCode) = (course.Id, course.Title, course.VersionLabel, course.TrainingCategoryCode);
            (PricePounds, Teaches) = (course.PricePounds, course.CareCertificate);
        }

        (TrainerId, TrainerName) = (right.Taught.TrainerId, right.Taught.TrainerName);
        (DurationHours, Mode) = (right.DurationHours, right.Mode);
        (CompletedOn, ValidUntil, RecordedAt) = (right.CompletedOn, ValidFor(course, right.CompletedOn), now);
        Reassess(assessment);
    }

    /// <summary>What was sent before is sent no more; Academy staff look at this.</summary>
    public void SendEvidence(IReadOnlyList<Guid> evidenceIds, DateTimeOffset now)
        => (Declaration, EvidenceWaitsSince) = (Declaration! with { EvidenceIds = evidenceIds, Evidence = EvidenceStanding.Waiting }, now);

    public void AcceptEvidence()
        => (Declaration, EvidenceWaitsSince, Assurance) = (Declaration! with { Evidence = EvidenceStanding.Accepted }, null, Assurance.EvidenceChecked);

    public void RefuseEvidence()
        => (Declaration, EvidenceWaitsSince) = (Declaration! with { EvidenceIds = [], Evidence = EvidenceStanding.None }, null);

    public bool Withdraw(string reason, DateTimeOffset now)
    {
        if (IsWithdrawn)
        {
            return false;
        }

        (WithdrawnAt, WithdrawnReason, EvidenceWaitsSince) = (now, reason, null);
        return true;
    }

    public EntryFacts Facts() => new(Id, TrainingCategoryCode, CompletedOn, ValidUntil, Assurance, UnderReview, IsWithdrawn, Title);

    private static DateOnly? ValidFor(CourseVersion course, DateOnly completedOn)
        => course.ValidityMonths is { } months ? LastValidDay(completedOn, months) : null;
}
