using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>What can be done with a visit.</summary>
public enum VisitStep
{
    Record,
    Cancel,
}

/// <summary>Somebody of the Academy goes to see the training: planned for a day, then done with findings, or cancelled with a reason.</summary>
internal sealed class Visit
{
    private Visit()
    {
    }

    private Visit(Guid organisationId, DateOnly plannedOn, IReadOnlyList<string> criteria, Judge visitor, DateTimeOffset now)
    {
        (Id, Version, OrganisationId) = (Guid.CreateVersion7(now), 1, organisationId);
        (PlannedOn, Criteria, Visitor, PlannedAt) = (plannedOn, criteria, visitor.Subject, now);
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    /// <summary>The training provider or the agency that is visited.</summary>
    public Guid OrganisationId { get; private set; }

    /// <summary>It is part of judging this application, or of looking after <see cref="KitemarkId"/>.</summary>
    public Guid? ApplicationId { get; private set; }

    public Guid? KitemarkId { get; private set; }

    public DateOnly PlannedOn { get; private set; }

    public DateTimeOffset PlannedAt { get; private set; }

    /// <summary>Who goes, or went.</summary>
    public string Visitor { get; private set; } = "";

    /// <summary>The criteria it concerns, by their codes.</summary>
    public IReadOnlyList<string> Criteria { get; private set; } = [];

    public DateOnly? DoneOn { get; private set; }

    public string? Findings { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public string? CancelledBecause { get; private set; }

    public bool IsOpen => DoneOn is null && CancelledAt is null;

    public static Visit For(KitemarkApplication application, DateOnly plannedOn, IReadOnlyList<string> criteria, Judge visitor, DateTimeOffset now)
    {
        application.RequireImpartial(visitor);
        ApplicationSteps.After(application.State, ApplicationStep.PlanVisit);
        return new Visit(application.OrganisationId, plannedOn, criteria, visitor, now) { ApplicationId = application.Id };
    }

    public static Visit For(Mark mark, DateOnly plannedOn, IReadOnlyList<string> criteria, Judge visitor, DateTimeOffset now)
    {
        visitor.RequireImpartial(mark.OrganisationId, mark.SubjectId);
        return new Visit(mark.OrganisationId, plannedOn, criteria, visitor, now) { KitemarkId = mark.Id };
    }

    /// <summary>Whoever records it is who went.</summary>
    public void Record(DateOnly on, string findings, IReadOnlyList<string>? criteria, KitemarkApplication? application, Judge visitor, DateOnly today)
    {
        visitor.RequireImpartial(OrganisationId, application?.SubjectId);
        RequireOpen();
        if (ApplicationId is not null)
        {
            ApplicationSteps.After(application!.State, ApplicationStep.RecordVisit);
        }

        if (on > today)
        {
            throw new RuleBroken("The visit is on a day to come. Record it once it has taken place.", "visit-in-future");
        }

        (DoneOn, Findings, Visitor, Criteria) = (on, findings, visitor.Subject, criteria ?? Criteria);
        Version++;
    }

    public void Cancel(string reason, Judge by, KitemarkApplication? application, DateTimeOffset now)
    {
        by.RequireImpartial(OrganisationId, application?.SubjectId);
        RequireOpen();
        (CancelledAt, CancelledBecause) = (now, reason);
        Version++;
    }

    private void RequireOpen()
    {
        if (!IsOpen)
        {
            throw new RuleBroken(
                DoneOn is { } done ? $"This visit was recorded as done on {done:yyyy-MM-dd}. Plan another one." : $"This visit was cancelled: {CancelledBecause} Plan another one.",
                "visit-over");
        }
    }
}
