using Academy.Contracts.Learner;

namespace Academy.Benefits.Domain;

// What is heard is written by upserts in Consumers/, which compare the versions in the statement itself.

/// <summary>The Academy tier a learner holds, as Pathway said last.</summary>
internal sealed class HeldTier
{
    public Guid LearnerId { get; private init; }

    public long Version { get; private init; }

    public int Tier { get; private init; }
}

/// <summary>An employment, as the Learner service said last.</summary>
internal sealed class Employment
{
    public Guid EmploymentId { get; private init; }

    public long Version { get; private init; }

    public Guid LearnerId { get; private init; }

    public Guid EmployerId { get; private init; }

    public int? JobRoleCode { get; private init; }

    public DateOnly StartedOn { get; private init; }

    public DateOnly? EndedOn { get; private init; }
}

/// <summary>An employer; its name and its standings are told by different events, so each has the version it came with.</summary>
internal sealed class Employer
{
    public Guid EmployerId { get; private init; }

    public long NameVersion { get; private init; }

    public string? Name { get; private init; }

    public long StandingsVersion { get; private init; }

    public IReadOnlyList<EmployerStanding> Standings { get; private init; } = [];
}
