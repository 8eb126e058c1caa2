using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>How the applicant says it meets a criterion.</summary>
public sealed record SelfAssessment(string Criterion, bool IsMet, string Statement);

/// <summary>How a reviewer finds a criterion met: 0 not, 1 in part, 2 met, 3 more than met.</summary>
public sealed record Score(string Criterion, int Points, string Note);

/// <summary>Something to put right before a decision, by a day.</summary>
public sealed record Condition(int Number, string Criterion, string Text, DateOnly DueOn, string? Answer, DateTimeOffset? AnsweredAt, DateTimeOffset? AcceptedAt);

/// <summary>One step of an application's life.</summary>
public sealed record ApplicationEvent(ApplicationStep Step, ApplicationState State, DateTimeOffset At, string By, string? Note);

/// <summary>Somebody at the Academy who has an interest in the outcome, and takes no part in it from then on.</summary>
internal sealed record Interest(string Who, string Reason, DateTimeOffset DeclaredAt);

/// <summary>
/// A training provider asks for a kitemark for itself or for a course version, or an agency for the Safer Staffing mark.
/// <see cref="ApplicationSteps"/> has its life.
/// </summary>
internal sealed class KitemarkApplication
{
    public const int PointsToMeet = 2;
    private const int DaysToAppeal = 28;

    private KitemarkApplication()
    {
    }

    public KitemarkApplication(KitemarkSubject subject, Guid subjectId, Guid organisationId, string by, DateTimeOffset now)
    {
        (Id, Version, StartedAt) = (Guid.CreateVersion7(now), 1, now);
        (Subject, SubjectId, SubmittedBy) = (subject, subjectId, by);
        (AgencyId, TrainingProviderId) = subject == KitemarkSubject.Agency ? ((Guid?)organisationId, (Guid?)null) : ((Guid?)null, (Guid?)organisationId);
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public ApplicationState State { get; private set; }

    public KitemarkSubject Subject { get; private set; }

    public Guid SubjectId { get; private set; }

    /// <summary>Who applies; none where it is an agency.</summary>
    public Guid? TrainingProviderId { get; private set; }

    public Guid? AgencyId { get; private set; }

    /// <summary>The training provider or the agency that applies.</summary>
    public Guid OrganisationId => (TrainingProviderId ?? AgencyId)!.Value;

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The mark that what is applied for follows on.</summary>
    public Guid? Renews { get; private set; }

    /// <summary>The criteria it is judged by: those of the day it was submitted on.</summary>
    public Guid? CriteriaSetId { get; private set; }

    public IReadOnlyList<SelfAssessment> SelfAssessments { get; private set; } = [];

    public string SubmittedBy { get; private set; } = "";

    public DateTimeOffset? SubmittedAt { get; private set; }

    public string? ReviewedBy { get; private set; }

    public IReadOnlyList<Score> Scores { get; private set; } = [];

    public IReadOnlyList<Condition> Conditions { get; private set; } = [];

    /// <summary>The first day by which a condition waits for an answer; none where none does.</summary>
    public DateOnly? ConditionDueOn { get; private set; }

    /// <summary>Of every condition due until this day that was not answered the applicant was told.</summary>
    public DateOnly? ConditionsToldUntil { get; private set; }

    public IReadOnlyList<Interest> Interests { get; private set; } = [];

    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Reason { get; private set; }

    public Guid? KitemarkId { get; private set; }

    public bool IsAppealDecided { get; private set; }

    public IReadOnlyList<ApplicationEvent> History { get; private set; } = [];

    /// <summary>It asks for the period that follows on this mark.</summary>
    public void Renew(Mark mark) => Renews = mark.Id;

    public void AssessOneself(IReadOnlyList<SelfAssessment> assessments, CriteriaSet criteria, string by, DateTimeOffset now)
    {
        criteria.Require([.. assessments.Select(assessment => assessment.Criterion)]);
        Take(ApplicationStep.AssessOneself, by, null, now);
        SelfAssessments = assessments;
    }

    public void Submit(CriteriaSet criteria, string by, DateTimeOffset now)
    {
        var missing = criteria.Criteria.Select(criterion => criterion.Code).Except(SelfAssessments.Select(assessment => assessment.Criterion)).ToList();
        if (State == ApplicationState.Draft && missing.Count > 0)
        {
            throw new RuleBroken($"Say first how you meet {string.Join(", ", missing)}. All {CriteriaSet.Count} criteria need an answer.", "self-assessment-incomplete");
        }

        Take(ApplicationStep.Submit, by, null, now);
        (CriteriaSetId, SubmittedBy, SubmittedAt) = (criteria.Id, by, now);
    }

    public void Close(string by, string reason, DateTimeOffset now) => Take(ApplicationStep.Close, by, reason, now);

    public void DeclareInterest(string who, string reason, DateTimeOffset now)
    {
        if (Interests.Any(interest => interest.Who == who))
        {
            return;
        }

        Interests = [.. Interests, new Interest(who, reason, now)];
        ReviewedBy = ReviewedBy == who ? null : ReviewedBy;
        Version++;
    }

    public void TakeIntoReview(Judge reviewer, DateTimeOffset now)
    {
        RequireImpartial(reviewer);
        Take(ApplicationStep.TakeIntoReview, reviewer.Subject, null, now);
        ReviewedBy = reviewer.Subject;
    }

    public void Review(IReadOnlyList<Score> scores, CriteriaSet criteria, Judge reviewer, DateTimeOffset now)
    {
        RequireReviewer(reviewer);
        criteria.Require([.. scores.Select(score => score.Criterion)]);
        Take(ApplicationStep.Score, reviewer.Subject, null, now);
        Scores = scores;
    }

    public void SetConditions(IReadOnlyList<(string Criterion, string Text, DateOnly DueOn)> conditions, CriteriaSet criteria, Judge reviewer, DateTimeOffset now)
    {
        RequireReviewer(reviewer);
        var unknown = conditions.Select(condition => condition.Criterion).Except(criteria.Criteria.Select(criterion => criterion.Code)).ToList();
        if (unknown.Count > 0)
        {
            throw new RuleBroken($"{string.Join(", ", unknown)} is none of the criteria {criteria.Codes}.", "criterion-unknown");
        }

        Take(ApplicationStep.SetConditions, reviewer.Subject, null, now);
        var first = Conditions.Count + 1;
        Conditions = [.. Conditions, .. conditions.Select((c, i) => new Condition(first + i, c.Criterion, c.Text, c.DueOn, null, null, null))];
        ConditionDueOn = NextDue();
    }

    public void AnswerCondition(int number, string answer, string by, DateTimeOffset now)
    {
        var condition = ConditionOf(number);
        Take(ApplicationStep.AnswerCondition, by, $"Condition {number}", now);
        Replace(condition with { Answer = answer, AnsweredAt = now });
        ConditionDueOn = NextDue();
    }

    /// <summary>Once the last condition is met, the application is back in review.</summary>
    public void AcceptCondition(int number, Judge reviewer, DateTimeOffset now)
    {
        RequireReviewer(reviewer);
        var condition = ConditionOf(number);
        if (condition.AnsweredAt is null)
        {
            throw new RuleBroken($"The applicant has not answered condition {number} yet.", "condition-not-answered");
        }

        Take(ApplicationStep.AcceptCondition, reviewer.Subject, $"Condition {number}", now);
        Replace(condition with { AcceptedAt = condition.AcceptedAt ?? now });
        State = Conditions.All(c => c.AcceptedAt is not null) ? ApplicationState.InReview : State;
    }

    /// <summary>The conditions whose day has passed without an answer and that nobody was told of; from now on they were.</summary>
    public IReadOnlyList<Condition> TellOverdue(DateOnly today)
    {
        var overdue = Conditions.Where(c => c.AnsweredAt is null && c.DueOn < today && !(c.DueOn <= ConditionsToldUntil)).ToList();
        ConditionsToldUntil = overdue.Count > 0 ? today.AddDays(-1) : ConditionsToldUntil;
        return overdue;
    }

    /// <summary>Grants the kitemark the application asks for.</summary>
    /// <param name="held">The marks of the same subject so far.</param>
    /// <param name="provider">The marks of the training provider, which must hold for all of a course version's period.</param>
    /// <param name="isVisited">Whether somebody went to see the training.</param>
    /// <param name="today">The day of the decision.</param>
    public Mark Approve(
        Period period, IReadOnlyList<Mark> held, IReadOnlyList<Mark> provider, CriteriaSet criteria, bool isVisited, Judge decider, string reason, DateOnly today)
    {
        RequireMayDecide(decider);
        RequireUndecided();
        var after = ApplicationSteps.After(State, ApplicationStep.Approve);
        RequireMet(criteria);
        if (criteria.Terms.AsksForVisit && !isVisited)
        {
            throw new RuleBroken("The criteria it is judged by ask for a visit. Plan one, and record what was seen, before you approve.", "visit-missing");
        }

        if (held.FirstOrDefault(mark => mark.Period.Overlaps(period)) is { } other)
        {
            throw new RuleBroken(
                $"It is kitemarked from {other.From:yyyy-MM-dd} to {other.LastDay:yyyy-MM-dd} already. Choose a period that does not overlap.", "period-overlaps");
        }

        if (held.FirstOrDefault(mark => mark.Id == Renews) is { EndsByItself: true } renewed && period.From != renewed.Until.AddDays(1))
        {
            throw new RuleBroken(
                $"A renewal follows on the mark it renews, without a gap: from {renewed.Until.AddDays(1):yyyy-MM-dd}. Leave out `from`, or give that day.", "renewal-not-following");
        }

        if (Subject == KitemarkSubject.CourseVersion
            && Period.FirstGap(provider.Select(mark => mark.Period), period.From, period.Until) is { } gap)
        {
            throw new RuleBroken(
                $"The training provider is not kitemarked on {gap:yyyy-MM-dd}. Decide on the provider first, or choose a period within its kitemark.", "provider-not-marked");
        }

        Decide(ApplicationStep.Approve, after, decider, reason, period.GrantedAt);
        var granted = new Mark(this, period, decider.Subject, reviewedOn: Renews is null ? null : today);
        KitemarkId = granted.Id;
        return granted;
    }

    public void Refuse(Judge decider, string reason, DateTimeOffset now)
    {
        RequireMayDecide(decider);
        RequireUndecided();
        Decide(ApplicationStep.Refuse, ApplicationSteps.After(State, ApplicationStep.Refuse), decider, reason, now);
    }

    public void Appeal(string grounds, string by, DateTimeOffset now)
    {
        if (State == ApplicationState.Refused && IsAppealDecided)
        {
            throw new RuleBroken("An appeal against this refusal has been decided. A new application can be made.", "appeal-decided");
        }

        if (State == ApplicationState.Refused && now > DecidedAt!.Value.AddDays(DaysToAppeal))
        {
            throw new RuleBroken($"A refusal can be appealed for {DaysToAppeal} days; this one is of {DecidedAt:yyyy-MM-dd}. A new application can be made.", "appeal-too-late");
        }

        Take(ApplicationStep.Appeal, by, grounds, now);
    }

    /// <summary>An appeal is decided by somebody who took no part in the refusal; upheld, the application is reviewed again.</summary>
    public void DecideAppeal(bool isUpheld, Judge decider, string reason, DateTimeOffset now)
    {
        RequireMayDecide(decider);
        if (State == ApplicationState.Appealed && (decider.Subject == DecidedBy || decider.Subject == ReviewedBy))
        {
            throw new RuleBroken("You reviewed or refused this application, so somebody else must decide the appeal.", "conflict-of-interest");
        }

        Take(isUpheld ? ApplicationStep.UpholdAppeal : ApplicationStep.DismissAppeal, decider.Subject, reason, now);
        (IsAppealDecided, ReviewedBy) = (true, isUpheld ? null : ReviewedBy);
    }

    private void Decide(ApplicationStep step, ApplicationState after, Judge decider, string reason, DateTimeOffset now)
    {
        (DecidedBy, Reason, DecidedAt) = (decider.Subject, reason, now);
        Note(step, after, decider.Subject, reason, now);
    }

    private void Take(ApplicationStep step, string by, string? note, DateTimeOffset now)
        => Note(step, ApplicationSteps.After(State, step), by, note, now);

    private void Note(ApplicationStep step, ApplicationState after, string by, string? note, DateTimeOffset now)
    {
        State = after;
        History = [.. History, new ApplicationEvent(step, after, now, by, note)];
        Version++;
    }

    public bool IsImpartial(Judge who) => who.IsImpartial(OrganisationId, SubjectId);

    public void RequireImpartial(Judge who) => who.RequireImpartial(OrganisationId, SubjectId);

    private void RequireMayDecide(Judge decider)
    {
        RequireImpartial(decider);
        if (decider.Subject == SubmittedBy)
        {
            throw new RuleBroken("You submitted this application, so somebody else must decide it.", "conflict-of-interest");
        }
    }

    private void RequireReviewer(Judge reviewer)
    {
        RequireImpartial(reviewer);
        if (State is ApplicationState.InReview or ApplicationState.ConditionsSet && reviewer.Subject != ReviewedBy)
        {
            throw new RuleBroken("Somebody else reviews this application. Take it into review first if you carry on.", "not-the-reviewer");
        }
    }

    private void RequireUndecided()
    {
        if (State is ApplicationState.Approved or ApplicationState.Refused)
        {
            throw new RuleBroken(
                $"This application was {(State == ApplicationState.Approved ? "approved" : "refused")} on {DecidedAt:yyyy-MM-dd}: {Reason} A new application can be made.", "already-decided");
        }
    }

    private void RequireMet(CriteriaSet criteria)
    {
        var open = criteria.Criteria.Select(criterion => criterion.Code)
            .Where(code => !Scores.Any(score => score.Criterion == code && score.Points >= PointsToMeet)
                && !Conditions.Any(condition => condition.Criterion == code && condition.AcceptedAt is not null))
            .ToList();
        if (open.Count > 0)
        {
            throw new RuleBroken(
                $"Not met yet: {string.Join(", ", open)}. Each criterion needs {PointsToMeet} points or more, or a condition that was met.", "criteria-not-met");
        }
    }

    private DateOnly? NextDue() => Conditions.Where(condition => condition.AnsweredAt is null).Min(condition => (DateOnly?)condition.DueOn);

    private Condition ConditionOf(int number)
        => Conditions.FirstOrDefault(condition => condition.Number == number) ?? throw new NotThere();

    private void Replace(Condition condition)
        => Conditions = [.. Conditions.Select(other => other.Number == condition.Number ? condition : other)];
}
