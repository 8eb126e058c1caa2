using Academy.Contracts.Kitemark;

namespace Academy.Kitemark.Domain;

/// <summary>A mark that was granted: a kitemark to a training provider or a course version, Safer Staffing to an agency.</summary>
internal sealed class Mark
{
    private Mark()
    {
    }

    /// <param name="reviewedOn">With a renewal the day it was decided on: all was looked at then.</param>
    public Mark(KitemarkApplication application, Period period, string grantedBy, DateOnly? reviewedOn = null)
    {
        Id = Guid.CreateVersion7(period.GrantedAt);
        Version = 1;
        (Subject, SubjectId, GrantedBy) = (application.Subject, application.SubjectId, grantedBy);
        (TrainingProviderId, AgencyId) = (application.TrainingProviderId, application.AgencyId);
        (From, Until, LastDay, GrantedAt) = (period.From, period.Until, period.LastDay, period.GrantedAt);
        ReviewedOn = reviewedOn;
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public KitemarkSubject Subject { get; private set; }

    public Guid SubjectId { get; private set; }

    public Guid? TrainingProviderId { get; private set; }

    public Guid? AgencyId { get; private set; }

    /// <summary>The training provider or the agency that carries it, or whose course version does.</summary>
    public Guid OrganisationId => (TrainingProviderId ?? AgencyId)!.Value;

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    /// <summary>The period's last day in force, where the register can search by it.</summary>
    public DateOnly LastDay { get; private set; }

    public DateTimeOffset GrantedAt { get; private set; }

    public string GrantedBy { get; private set; } = "";

    /// <summary>The last day on which somebody looked whether it is deserved still; none since it was first granted.</summary>
    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>The last reminder of its end, as the days before it; see <see cref="Renewal.ToTell"/>.</summary>
    public int? Told { get; private set; }

    /// <summary>The day it holds from, or the day it was granted if that is later.</summary>
    public DateOnly BegunOn => DateOnly.FromDateTime(GrantedAt.UtcDateTime) is var granted && granted > From ? granted : From;

    /// <summary>Nothing was decided against it: it ends by itself.</summary>
    public bool EndsByItself => LastDay == Until;

    public IReadOnlyList<Decision> Decisions { get; private set; } = [];

    public Period Period => new(From, Until, GrantedAt, Decisions);

    public void Decide(Decision decision)
    {
        var period = Period.Decide(decision);
        (Decisions, LastDay) = (period.Decisions, period.LastDay);
        Version++;
    }

    public void Tell(int days) => Told = days;

    public void Review(DateOnly on) => ReviewedOn = ReviewedOn > on ? ReviewedOn : on;

    public void Reinstate(string reason, string by, DateTimeOffset now)
    {
        var period = Period.Reinstate(new Reversal(reason, now, by));
        (Decisions, LastDay) = (period.Decisions, period.LastDay);
        Version++;
    }
}
