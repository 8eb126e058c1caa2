namespace Academy.Launcher.Bench;

/// <summary>One thing that is measured: ours, and what the machine can do at best, in turn.</summary>
/// <param name="Target">The least ratio of ours to the reference that is good enough.</param>
internal sealed record Scenario(string Id, string What, string Reference, double Target)
{
    public required Side Ours { get; init; }

    public required Side Bare { get; init; }
}

/// <summary>Where a load goes. The requests are made anew for each round, so that none is sent twice that may be sent once.</summary>
/// <param name="Each">How many of the things that are counted one request does: 20 for a class of 20.</param>
internal sealed record Side(Uri Address, Func<CancellationToken, Task<IReadOnlyList<LoadRequest>>> Requests, int Each = 1);

/// <summary>What came of a scenario: every round, in order.</summary>
internal sealed record Measured(string Id, string What, string Reference, double Target, IReadOnlyList<Round> Rounds)
{
    public Spread Ratio => Spread.Of(Rounds.Select(round => round.Ratio));

    public bool IsMet => Ratio.Median >= Target;

    public Spread Of(Func<Round, double> figure) => Spread.Of(Rounds.Select(figure));
}

internal sealed record Round(Load Ours, Load Bare)
{
    public double Ratio => Ours.PerSecond / Bare.PerSecond;
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
}
