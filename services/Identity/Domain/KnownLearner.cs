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

/// <summary>An entry of a learner's passport: what the course is called, as it is compared, and its day.</summary>
internal sealed class KnownCompletion
{
    private KnownCompletion()
    {
    }

    public Guid LearnerId { get; private set; }

    public Guid EntryId { get; private set; }

    /// <summary>The version of the passport that told it.</summary>
    public long Version { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>None once the entry is taken back; the row stays, so that an older message does not bring it back.</summary>
    public DateOnly? CompletedOn { get; private set; }
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
