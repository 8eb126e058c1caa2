using Academy.Contracts.Kitemark;

namespace Academy.Kitemark.Domain;

/// <summary>A mark that was granted: a kitemark to a training provider or a course version, Safer Staffing to an agency.</summary>
internal sealed class Mark
{
    private Mark()
    {
    }

    public Mark(KitemarkApplication application, Period period, string grantedBy)
    {
        Id = Guid.CreateVersion7(period.GrantedAt);
        Version = 1;
        (Subject, SubjectId, GrantedBy) = (application.Subject, application.SubjectId, grantedBy);
        (TrainingProviderId, AgencyId) = (application.TrainingProviderId, application.AgencyId);
        (From, Until, LastDay, GrantedAt) = (period.From, period.Until, period.LastDay, period.GrantedAt);
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public KitemarkSubject Subject { get; private set; }

    public Guid SubjectId { get; private set; }

    public Guid? TrainingProviderId { get; private set; }

    public Guid? AgencyId { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    /// <summary>The period's last day in force, where the register can search by it.</summary>
    public DateOnly LastDay { get; private set; }

    public DateTimeOffset GrantedAt { get; private set; }

    public string GrantedBy { get; private set; } = "";

    public IReadOnlyList<Decision> Decisions { get; private set; } = [];

    public Period Period => new(From, Until, GrantedAt, Decisions);

    public void Decide(Decision decision)
    {
        var period = Period.Decide(decision);
        (Decisions, LastDay) = (period.Decisions, period.LastDay);
        Version++;
    }

    public void Reinstate(string reason, string by, DateTimeOffset now)
    {
        var period = Period.Reinstate(new Reversal(reason, now, by));
        (Decisions, LastDay) = (period.Decisions, period.LastDay);
        Version++;
    }
}
