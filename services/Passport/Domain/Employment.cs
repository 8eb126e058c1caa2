using Academy.Contracts.Learner;
using Academy.People;

namespace Academy.Passport.Domain;

/// <summary>An employment as last heard: it decides which employer may see which passport on which day.</summary>
internal sealed class Employment : IEmployed
{
    private Employment()
    {
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public Guid LearnerId { get; private set; }

    public Guid EmployerId { get; private set; }

    public string? WorkplaceReference { get; private set; }

    public string? WorkerReference { get; private set; }

    public int? JobRoleCode { get; private set; }

    public DateOnly StartedOn { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    public bool SharesPassport { get; private set; }

    /// <summary>What the employer's worker file says of the care certificates; by it nothing is awarded.</summary>
    public StatedCertificates? Certificates { get; private set; }

    public static Employment Of(Guid id) => new() { Id = id, Version = -1 };

    /// <summary>Takes in the newest state; true when whether the employer may see the passport changed with it.</summary>
    public bool Take(Guid learnerId, long version, EmploymentFacts facts)
    {
        if (version < Version)
        {
            return false;
        }

        var before = (SharesPassport, EndedOn);
        var isTakenOver = Version >= 0 && LearnerId != learnerId && facts.SharesPassport;
        (Version, LearnerId, EmployerId, StartedOn, EndedOn) = (version, learnerId, facts.EmployerId, facts.StartedOn, facts.EndedOn);
        (WorkplaceReference, WorkerReference, JobRoleCode) = (facts.WorkplaceReference, facts.WorkerReference, facts.JobRoleCode);
        (SharesPassport, Certificates) = (facts.SharesPassport, facts.Certificates);
        return isTakenOver || (before != (SharesPassport, EndedOn) && (before.SharesPassport || SharesPassport));
    }
}
