using System.Globalization;
using Academy.Contracts.Learner;
using Academy.People;
using Academy.ServiceDefaults;

namespace Academy.Learner.Domain;

/// <summary>What an employer knows of a worker's job: all of it may be put right while the employment goes on.</summary>
/// <param name="Certificates">None where it says nothing of them; then what it said before stays.</param>
internal sealed record Job(
    string? WorkplaceReference, string? WorkerReference, int? RoleCode, EmploymentKind Kind, DateOnly StartedOn, StatedCertificates? Certificates = null);

/// <summary>A learner works for an employer. Only the learner lets the employer see the passport.</summary>
internal sealed class Employment : IEmployed
{
    private Employment()
    {
    }

    public Guid Id { get; private set; }

    public Guid LearnerId { get; private set; }

    public LearnerRecord Learner { get; private set; } = null!;

    public Guid EmployerId { get; private set; }

    public string? WorkplaceReference { get; private set; }

    public string? WorkerReference { get; private set; }

    public int? JobRoleCode { get; private set; }

    public EmploymentKind Kind { get; private set; }

    public DateOnly StartedOn { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    /// <summary>What the employer's worker file says of the care certificates.</summary>
    public StatedCertificates? Certificates { get; private set; }

    public bool SharesPassport { get; private set; }

    /// <summary>When the learner last said yes or no; none while they have not been asked, and for a yes from before this was kept.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public bool IsOpen => EndedOn is null;

    public static Employment Start(LearnerRecord learner, Guid employerId, Job job, DateOnly today)
    {
        if (job.StartedOn < learner.DateOfBirth.AddYears(LearnerRecord.YoungestAge))
        {
            throw new RuleBroken($"The first day is missing or before the person was {LearnerRecord.YoungestAge}. Correct startedOn.", "started-on");
        }

        if (job.StartedOn > today.AddYears(1))
        {
            throw new RuleBroken("The first day is more than a year ahead. Correct startedOn.", "started-on");
        }

        var employment = new Employment { Id = Guid.CreateVersion7(), Learner = learner, LearnerId = learner.Id, EmployerId = employerId };
        employment.Set(job);
        learner.CountChange();
        return employment;
    }

    public bool IsOn(DateOnly day) => StartedOn <= day && (EndedOn is null || EndedOn >= day);

    /// <summary>Puts right what the employer knows of the job. Says whether anything changed.</summary>
    public bool Correct(Job job)
    {
        job = job with { Certificates = job.Certificates ?? Certificates };
        if (job == new Job(WorkplaceReference, WorkerReference, JobRoleCode, Kind, StartedOn, Certificates))
        {
            return false;
        }

        Set(job);
        Learner.CountChange();
        return true;
    }

    /// <summary>Sets the last day, or corrects it. Says whether it changed.</summary>
    public bool End(DateOnly on, DateOnly today)
    {
        if (on < StartedOn)
        {
            throw new RuleBroken($"The last day cannot be before the first, {Written(StartedOn)}. Correct endedOn.", "ended-on");
        }

        if (on > today.AddYears(1))
        {
            throw new RuleBroken("The last day is more than a year ahead. Send it when it is nearer, or correct endedOn.", "ended-on");
        }

        if (on == EndedOn)
        {
            return false;
        }

        EndedOn = on;
        Learner.CountChange();
        return true;
    }

    /// <summary>
    /// The same person's other record takes the employment over. Where that has one that goes on there, this one ends, and what the
    /// learner let the employer see there is decided by the other alone.
    /// </summary>
    public void MoveTo(LearnerRecord learner, bool isThereTwice, DateOnly today)
    {
        (Learner, LearnerId) = (learner, learner.Id);
        if (isThereTwice && IsOpen)
        {
            (EndedOn, SharesPassport) = (StartedOn > today ? StartedOn : today, false);
        }
    }

    /// <summary>
    /// Refuses a last day moved on once it is over: the consent given for the employment would let the employer that the
    /// learner has left see the passport again.
    /// </summary>
    public void RequireNotReopened(DateOnly on, DateOnly today)
    {
        if (EndedOn < today && on > EndedOn)
        {
            throw new RuleBroken(
                $"This employment ended on {Written(EndedOn.Value)}. If the person has come back, start a new employment; if the day is wrong, ask the Academy to correct it.",
                "employment-ended");
        }
    }

    /// <summary>The learner's own decision. Says whether it changed who sees the passport; a first no is kept, and changes nothing.</summary>
    public bool Share(bool sharesPassport, DateOnly today, DateTimeOffset now)
    {
        if (sharesPassport && EndedOn < today)
        {
            throw new RuleBroken($"This employment ended on {Written(EndedOn.Value)}, so there is nobody there to share the passport with.", "employment-ended");
        }

        if (sharesPassport == SharesPassport)
        {
            if (!sharesPassport)
            {
                AnsweredAt ??= now;
            }

            return false;
        }

        (SharesPassport, AnsweredAt) = (sharesPassport, now);
        Learner.CountChange();
        return true;
    }

    public EmploymentStarted Started(DateTimeOffset now) => new(LearnerId, Learner.Version, Facts(), now);

    public EmploymentEnded Ended(DateTimeOffset now) => new(LearnerId, Learner.Version, Facts(), now);

    public EmploymentConsentChanged ConsentChanged(DateTimeOffset now) => new(LearnerId, Learner.Version, Facts(), now);

    public static string Written(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private EmploymentFacts Facts()
        => new(Id, EmployerId, WorkplaceReference, WorkerReference, JobRoleCode, Kind, StartedOn, EndedOn, SharesPassport, Certificates);

    private void Set(Job job)
        => (WorkplaceReference, WorkerReference, JobRoleCode, Kind, StartedOn, Certificates)
            = (job.WorkplaceReference, job.WorkerReference, job.RoleCode, job.Kind, job.StartedOn, job.Certificates);
}

internal static class Employments
{
    /// <summary>Those that go on on a day: both the first and the last day count.</summary>
    public static IQueryable<Employment> On(this IQueryable<Employment> employments, DateOnly day)
        => employments.Where(e => e.StartedOn <= day && (e.EndedOn == null || e.EndedOn >= day));
}
