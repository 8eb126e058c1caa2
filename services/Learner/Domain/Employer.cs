using Academy.Contracts.Learner;
using Academy.ServiceDefaults;

namespace Academy.Learner.Domain;

/// <summary>An organisation that employs care staff, with its workplaces and dated standings.</summary>
internal sealed class Employer
{
    public const int LongestName = 120;

    private Employer()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public EmployerKind Kind { get; private set; }

    public string? CqcProviderId { get; private set; }

    public long Version { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }

    public List<Workplace> Workplaces { get; } = [];

    public List<Standing> Standings { get; } = [];

    public static Employer Register(string name, EmployerKind kind, string? cqcProviderId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name.Trim(),
        Kind = kind,
        CqcProviderId = cqcProviderId,
        Version = 1,
        RegisteredAt = now,
    };

    public Workplace? WorkplaceOf(string reference) => Workplaces.Find(workplace => workplace.Reference == reference);

    public Workplace Open(string reference, WorkplaceFacts facts)
    {
        if (WorkplaceOf(reference) is not null)
        {
            throw new RuleBroken($"There are two workplaces with the reference {reference}. Give each its own.", "workplace-reference-taken");
        }

        var workplace = Workplace.Of(Id, reference, facts);
        Workplaces.Add(workplace);
        return workplace;
    }

    /// <summary>
    /// Adds a standing. What overlaps or adjoins one of the same kind becomes one period with it, so that a renewal can
    /// be sent early and a request repeated. Says whether anything changed.
    /// </summary>
    public bool Hold(EmployerStandingKind kind, DateOnly from, DateOnly until)
    {
        if (until < from || from.Year < 2000 || until.Year > 2100)
        {
            throw new RuleBroken("A standing lasts from a day between 2000 and 2100 until the same day or a later one. Correct from and until.", "standing-dates");
        }

        var touching = Standings.Where(s => s.Kind == kind && s.From <= until.AddDays(1) && s.Until >= from.AddDays(-1)).ToList();
        if (touching.Exists(s => s.From <= from && s.Until >= until))
        {
            return false;
        }

        Standings.RemoveAll(touching.Contains);
        Standings.Add(Standing.Of(Id, kind, touching.Select(s => s.From).Append(from).Min(), touching.Select(s => s.Until).Append(until).Max()));
        Version++;
        return true;
    }

    public IReadOnlyList<EmployerStanding> StandingsInOrder()
        => [.. Standings.OrderBy(s => s.From).ThenBy(s => s.Kind).Select(s => new EmployerStanding(s.Kind, s.From, s.Until))];

    public EmployerRegistered Registered() => new(Id, Version, Name, Kind, CqcProviderId, RegisteredAt);

    public EmployerStandingChanged StandingChanged(DateTimeOffset now) => new(Id, Version, StandingsInOrder(), now);
}

/// <summary>A standing an employer holds from one day until another, both included.</summary>
internal sealed class Standing
{
    private Standing()
    {
    }

    public Guid Id { get; private set; }

    public Guid EmployerId { get; private set; }

    public EmployerStandingKind Kind { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    public static Standing Of(Guid employerId, EmployerStandingKind kind, DateOnly from, DateOnly until)
        => new() { Id = Guid.CreateVersion7(), EmployerId = employerId, Kind = kind, From = from, Until = until };
}
