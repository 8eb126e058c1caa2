using Academy.Contracts.Passport;

namespace Academy.Passport.Domain;

/// <summary>What an employer's decision is about.</summary>
public enum RelianceKind
{
    Entry,
    Qualification,

    /// <summary>What another employer saw the person do at work.</summary>
    Observation,
}

/// <summary>Something that somebody brings along, as it stands now, whichever of the three it is.</summary>
/// <param name="On">The day it was completed, awarded or observed.</param>
internal sealed record Decidable(RelianceKind Kind, Guid Id, Guid LearnerId, string Title, int TrainingCategoryCode, DateOnly On, Assurance Assurance)
{
    public DateOnly? ValidUntil { get; init; }

    public bool UnderReview { get; init; }

    /// <summary>Also where an observation was ended.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>The employer that recorded it; none where a training provider or the learner did.</summary>
    public Guid? EmployerId { get; init; }

    public string? RecordedBy { get; init; }

    /// <summary>What a repeat would cost, from the catalogue.</summary>
    public decimal? Hours { get; init; }

    public decimal? Pounds { get; init; }

    /// <summary>A professional delegated it, for the employer that observed it and no other.</summary>
    public bool IsDelegated { get; init; }

    public ShownThen AsShown => new(Title, On, ValidUntil, Assurance, UnderReview, IsWithdrawn);

    public static Decidable Of(Entry entry)
        => new(RelianceKind.Entry, entry.Id, entry.LearnerId, entry.Title, entry.TrainingCategoryCode, entry.CompletedOn, entry.Assurance)
        {
            ValidUntil = entry.ValidUntil,
            UnderReview = entry.UnderReview,
            IsWithdrawn = entry.IsWithdrawn,
            EmployerId = entry.EmployerId,
            RecordedBy = entry.ProviderName ?? entry.EmployerName,
            Hours = entry.DurationHours,
            Pounds = entry.PricePounds,
        };

    public static Decidable Of(Qualification qualification, Guid learnerId)
        => new(RelianceKind.Qualification, qualification.Id, learnerId, qualification.Title, Subjects.Other, qualification.AwardedOn, qualification.Assurance)
        {
            IsWithdrawn = qualification.IsWithdrawn,
            EmployerId = qualification.RecordedBy.EmployerId,
            RecordedBy = qualification.RecordedBy.TrainingProvider ?? qualification.RecordedBy.Employer,
        };

    public static Decidable Of(Observation observation)
        => new(RelianceKind.Observation, observation.Id, observation.LearnerId, observation.Competence, observation.TrainingCategoryCode, observation.ObservedOn, Assurance.EmployerAttested)
        {
            IsWithdrawn = observation.EndedAt is not null,
            EmployerId = observation.EmployerId,
            RecordedBy = observation.EmployerName,
            IsDelegated = observation.Delegation is not null,
        };
}

/// <summary>What a check showed of it.</summary>
internal sealed record ShownThen(string Title, DateOnly On, DateOnly? ValidUntil, Assurance Assurance, bool UnderReview, bool IsWithdrawn);
