namespace Academy.Launcher.Bench;

/// <summary>Something that is measured, by the number it has in the project's table of targets. What it finds it adds to the rig's findings.</summary>
internal interface IScenario
{
    string Id { get; }

    string What { get; }

    Task Measure(Rig rig, CancellationToken cancel);
}

/// <summary>A load on us, and what the machine can do at best, in turn.</summary>
internal sealed record Comparison(string Id, string What, string Reference, Target Target)
{
    public required Side Ours { get; init; }

    public required Side Bare { get; init; }
}

/// <summary>Where a load goes. The requests are made anew for each round, so that none is sent twice that may be sent once.</summary>
/// <param name="Each">How many of the things that are counted one request does: 20 for a class of 20.</param>
internal sealed record Side(Uri Address, Func<CancellationToken, Task<IReadOnlyList<LoadRequest>>> Requests, int Each = 1)
{
    public static Side Fixed(Uri address, IEnumerable<LoadRequest> requests)
    {
        IReadOnlyList<LoadRequest> all = [.. requests];
        return new(address, _ => Task.FromResult(all));
    }
}

/// <summary>A ratio that is good enough: at least so much of what is counted in a second, at most so much of what is counted in time.</summary>
internal sealed record Target(double Figure, bool IsMost = false)
{
    public static Target AtLeast(double figure) => new(figure);

    public static Target AtMost(double figure) => new(figure, IsMost: true);

    public bool IsMetBy(double ratio) => IsMost ? ratio <= Figure : ratio >= Figure;

    /// <summary>How much of the target is reached: 1 where it is just met.</summary>
    public double Reached(double ratio) => IsMost ? Figure / ratio : ratio / Figure;

    public override string ToString() => FormattableString.Invariant($"{(IsMost ? '≤' : '≥')} {Figure:0.00}");
}

/// <summary>A row of the table: ours against its reference, every round in order.</summary>
/// <param name="Unit">Of both sides; with <c>/s</c> more is better, with the others less.</param>
internal sealed record Line(string Id, string What, string Unit, string Reference, Target Target, IReadOnlyList<Round> Rounds)
{
    public Spread Ratio => Spread.Of(Rounds.Select(round => round.Ratio));

    public bool IsMet => Target.IsMetBy(Ratio.Median);

    public Spread Of(Func<Round, double> figure) => Spread.Of(Rounds.Select(figure));
}

/// <summary>Something that is so or is not, or a figure that has a target of its own.</summary>
/// <param name="Target">Empty where the figure is only told.</param>
internal sealed record Fact(string Id, string What, string Measured, string Target, bool IsMet);

/// <param name="OursLoad">What the load generator saw, where one was at work.</param>
internal sealed record Round(double Ours, double Bare, Load? OursLoad = null, Load? BareLoad = null)
{
    public double Ratio => Ours / Bare;
}

/// <summary>The middle of several figures, the least and the most.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        var middle = sorted.Length / 2;
        return new(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>Whether all of it is less than all of another. What was measured once, or alike by chance, may be a tenth off.</summary>
    public bool IsBelow(Spread other)
    {
        const double chance = 0.1;
        return Math.Max(Most, Median * (1 + chance)) < Math.Min(other.Least, other.Median * (1 - chance));
    }

    /// <summary>The figure that so many of a hundred do not exceed.</summary>
    public static double Percentile(IEnumerable<double> figures, int percent)
    {
        var sorted = figures.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
    }
}
