using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;

namespace Academy.Passport.Domain;

/// <summary>The three links a kitemarked completion rests on.</summary>
internal enum LinkKind
{
    CourseVersion,
    TrainingProvider,
    Trainer,
}

/// <summary>A mark or a trainer's authorisation, as last heard: the days it holds for and what was decided since.</summary>
internal sealed class Mark
{
    private Mark()
    {
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    /// <summary>None for the Safer Staffing mark of an agency, on which no completion rests.</summary>
    public LinkKind? Link { get; private set; }

    /// <summary>The course version, the training provider, the trainer or the agency.</summary>
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
        Link = subject switch
        {
            KitemarkSubject.CourseVersion => LinkKind.CourseVersion,
            KitemarkSubject.TrainingProvider => LinkKind.TrainingProvider,
            _ => null,
        },
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

    /// <summary>The mark as it would be with one more decision.</summary>
    public Mark With(MarkDecision decision) => With([.. Period.Decisions, decision]);

    /// <summary>The mark as it would be with its latest decision taken back; nothing where there is none to take back.</summary>
    public Mark? WithoutLatest(DateTimeOffset now)
        => Period.Decisions.LastOrDefault(decision => decision.Reversed is null) is { } latest
            ? With([.. Period.Decisions.Select(decision => ReferenceEquals(decision, latest) ? decision with { Reversed = new MarkReversal("", now) } : decision)])
            : null;

    private Mark With(IReadOnlyList<MarkDecision> decisions) => new()
    {
        Id = Id,
        Version = Version,
        Link = Link,
        SubjectId = SubjectId,
        TrainingProviderId = TrainingProviderId,
        TrainingCategoryCode = TrainingCategoryCode,
        TrainerName = TrainerName,
        Period = Period with { Decisions = decisions },
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
    /// <summary>Withdrawn or ended by this day, or before it ever begins.</summary>
    public static bool IsWithdrawn(this MarkPeriod period, DateOnly today) => period.WithdrawnFrom() <= today;

    /// <summary>The day from which it is withdrawn, announced or past; one that takes the whole period away counts at once. None where it is not.</summary>
    public static DateOnly? WithdrawnFrom(this MarkPeriod period)
        => period.First(MarkDecisionKind.Withdrawn) is { } day ? day <= period.From ? DateOnly.MinValue : day : null;

    public static DateOnly? SuspendedFrom(this MarkPeriod period) => period.First(MarkDecisionKind.Suspended);

    /// <summary>The last day in force; before its first where a decision takes the whole period away.</summary>
    public static DateOnly LastDay(this MarkPeriod period) => period.Standing().Select(decision => decision.From.AddDays(-1)).Append(period.Until).Min();

    public static bool Overlaps(this MarkPeriod period, MarkPeriod other)
        => (period.From > other.From ? period.From : other.From) <= (period.LastDay() < other.LastDay() ? period.LastDay() : other.LastDay());

    /// <summary>Refuses to foretell what Kitemark would refuse to decide.</summary>
    public static void RequirePossible(this MarkPeriod period, MarkDecision decision)
    {
        if (period.Standing().FirstOrDefault(standing => standing.Kind == MarkDecisionKind.Withdrawn) is { } withdrawn)
        {
            throw new RuleBroken($"This was withdrawn from {withdrawn.From:yyyy-MM-dd} already: {withdrawn.Reason}", "already-withdrawn");
        }

        if (decision.Kind == MarkDecisionKind.Suspended && period.Standing().FirstOrDefault() is { } suspended)
        {
            throw new RuleBroken($"This is suspended from {suspended.From:yyyy-MM-dd} already: {suspended.Reason} Withdraw it, or let the suspension stand.", "already-suspended");
        }

        if (decision.From < period.From || decision.From > period.Until)
        {
            throw new RuleBroken($"Choose a first day between {period.From:yyyy-MM-dd} and {period.Until:yyyy-MM-dd}: only then is there anything to end.", "decision-outside-period");
        }

        if (decision.VoidFrom < period.From || decision.VoidFrom > decision.From)
        {
            throw new RuleBroken(
                $"Completions lose the mark from a day between {period.From:yyyy-MM-dd}, when it began, and {decision.From:yyyy-MM-dd}, when it ends.", "void-from-outside");
        }
    }

    private static DateOnly? First(this MarkPeriod period, MarkDecisionKind kind)
        => period.Standing().Where(decision => decision.Kind == kind).Select(decision => (DateOnly?)decision.From).Min();

    private static IEnumerable<MarkDecision> Standing(this MarkPeriod period) => period.Decisions.Where(decision => decision.Reversed is null);

    /// <summary>Granted for the day, and neither suspended nor withdrawn from then or before.</summary>
    public static bool IsInForce(this MarkPeriod period, DateOnly day)
        => period.From <= day && day <= period.Until && period.Decisions.All(decision => decision.Reversed is not null || decision.From > day);
}
