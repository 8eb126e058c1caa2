using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

public enum ApplicationState
{
    Submitted,
    Approved,
    Refused,
}

/// <summary>A training provider asks for a kitemark for itself or for a course version; the Academy decides once.</summary>
internal sealed class KitemarkApplication
{
    private KitemarkApplication()
    {
    }

    public KitemarkApplication(KitemarkSubject subject, Guid subjectId, Guid trainingProviderId, string submittedBy, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        Version = 1;
        (Subject, SubjectId, TrainingProviderId, SubmittedBy, SubmittedAt) = (subject, subjectId, trainingProviderId, submittedBy, now);
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public ApplicationState State { get; private set; }

    public KitemarkSubject Subject { get; private set; }

    public Guid SubjectId { get; private set; }

    public Guid TrainingProviderId { get; private set; }

    public string SubmittedBy { get; private set; } = "";

    public DateTimeOffset SubmittedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Reason { get; private set; }

    public Guid? KitemarkId { get; private set; }

    /// <summary>Grants the kitemark the application asks for.</summary>
    /// <param name="held">The marks of the same subject so far.</param>
    /// <param name="provider">The marks of the training provider, which must hold for all of a course version's period.</param>
    public Mark Approve(Period period, IReadOnlyList<Mark> held, IReadOnlyList<Mark> provider, Caller decider, string reason)
    {
        Decide(ApplicationState.Approved, decider, reason, period.GrantedAt);
        if (held.FirstOrDefault(mark => mark.Period.Overlaps(period)) is { } other)
        {
            throw new RuleBroken(
                $"It is kitemarked from {other.From:yyyy-MM-dd} to {other.LastDay:yyyy-MM-dd} already. Choose a period that does not overlap.", "period-overlaps");
        }

        if (Subject == KitemarkSubject.CourseVersion
            && Period.FirstGap(provider.Select(mark => mark.Period), period.From, period.Until) is { } gap)
        {
            throw new RuleBroken(
                $"The training provider is not kitemarked on {gap:yyyy-MM-dd}. Decide on the provider first, or choose a period within its kitemark.", "provider-not-marked");
        }

        var granted = new Mark(this, period, decider.Subject);
        KitemarkId = granted.Id;
        return granted;
    }

    public void Refuse(Caller decider, string reason, DateTimeOffset now) => Decide(ApplicationState.Refused, decider, reason, now);

    private void Decide(ApplicationState state, Caller decider, string reason, DateTimeOffset now)
    {
        Impartiality.Require(decider, TrainingProviderId);
        if (decider.Subject == SubmittedBy)
        {
            throw new RuleBroken("You submitted this application, so somebody else must decide it.", "conflict-of-interest");
        }

        if (State != ApplicationState.Submitted)
        {
            throw new RuleBroken(
                $"This application was {(State == ApplicationState.Approved ? "approved" : "refused")} on {DecidedAt:yyyy-MM-dd}: {Reason} A new application can be made.", "already-decided");
        }

        (State, DecidedBy, Reason, DecidedAt) = (state, decider.Subject, reason, now);
        Version++;
    }
}
