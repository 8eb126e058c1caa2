namespace Academy.Identity.Domain;

/// <summary>What is heard of a learner and kept to find their account: names only as they are compared.</summary>
internal sealed class KnownLearner
{
    private KnownLearner()
    {
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public string AcademyNumber { get; private set; } = "";

    public string[] Names { get; private set; } = [];

    public DateOnly DateOfBirth { get; private set; }

    /// <summary>How many accounts the learner was linked to, one after the other.</summary>
    public long Links { get; private set; }

    public long CountLink() => ++Links;
}

/// <summary>An employer by the name that is compared.</summary>
internal sealed class KnownEmployer
{
    private KnownEmployer()
    {
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public string Name { get; private set; } = "";
}

/// <summary>A learner works or worked for an employer.</summary>
internal sealed class KnownEmployment
{
    private KnownEmployment()
    {
    }

    public Guid LearnerId { get; private set; }

    public Guid EmployerId { get; private set; }
}
