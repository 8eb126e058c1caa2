using Academy.Contracts.Kitemark;

namespace Academy.Kitemark.Domain;

/// <summary>A mark that was granted: a kitemark to a training provider or a course version, Safer Staffing to an agency.</summary>
internal sealed class Mark : Granted
{
    private Mark()
    {
    }

    /// <param name="reviewedOn">With a renewal the day it was decided on: all was looked at then.</param>
    public Mark(KitemarkApplication application, Period period, string grantedBy, DateOnly? reviewedOn = null)
        : base(period, grantedBy)
    {
        (Subject, SubjectId) = (application.Subject, application.SubjectId);
        (TrainingProviderId, AgencyId) = (application.TrainingProviderId, application.AgencyId);
        (LastDay, ReviewedOn) = (period.LastDay, reviewedOn);
    }

    public KitemarkSubject Subject { get; private set; }

    public Guid SubjectId { get; private set; }

    public Guid? TrainingProviderId { get; private set; }

    public Guid? AgencyId { get; private set; }

    /// <summary>The training provider or the agency that carries it, or whose course version does.</summary>
    public Guid OrganisationId => (TrainingProviderId ?? AgencyId)!.Value;

    /// <summary>The period's last day in force, where the register can search by it.</summary>
    public DateOnly LastDay { get; private set; }

    /// <summary>The last day on which somebody looked whether it is deserved still; none since it was first granted.</summary>
    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>The day it holds from, or the day it was granted if that is later.</summary>
    public DateOnly BegunOn => DateOnly.FromDateTime(GrantedAt.UtcDateTime) is var granted && granted > From ? granted : From;

    public void Review(DateOnly on) => ReviewedOn = ReviewedOn > on ? ReviewedOn : on;

    protected override void Take(Period period)
    {
        base.Take(period);
        LastDay = period.LastDay;
    }
}
