using System.Globalization;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>
/// What a read, a check and a completion cost beside their references, with a hundredth of the county, a tenth, and all of it. Completions
/// are recorded for a hundred people who came last each time, so that their passports have grown as little.
/// </summary>
internal sealed class Growth : IScenario
{
    private const int Fresh = 100;

    /// <summary>Fewer than elsewhere: there are nine of them.</summary>
    private const int RoundsEach = 3;

    public string Id => "P13";

    public string What => "cost at 1, 10 and 100 times the data";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var least = rig.County.Loaded.Templates.Count + Fresh;
        int[] sizes = [.. new[] { rig.Size / 100, rig.Size / 10, rig.Size }.Select(size => Math.Max(size, least)).Distinct()];
        var seen = new Dictionary<string, List<(int People, Line Line)>>(StringComparer.Ordinal);
        foreach (var size in sizes)
        {
            await rig.County.Grow(rig.Inside, size, cancel);
            await rig.Bare.CopyDocuments(cancel);
            foreach (var comparison in await Comparisons(rig, cancel))
            {
                Progress.Say(string.Create(CultureInfo.InvariantCulture, $"  {size:N0} people: {comparison.What}"));
                var line = await (size == sizes[0] ? new Rounds(RoundsEach, rig.Seconds, mostWarmUps: 8, leastWarmUps: 6) : new Rounds(RoundsEach, rig.Seconds, mostWarmUps: 1)).Measure(comparison, cancel);
                seen.TryAdd(comparison.What, []);
                seen[comparison.What].Add((size, line));
            }

            await rig.County.Drained(cancel);
        }

        foreach (var (what, lines) in seen)
            Tell(rig, what, lines);
    }

    private static async Task<List<Comparison>> Comparisons(Rig rig, CancellationToken cancel) =>
    [
        await PassportRead.Comparison(rig, "P13", "passport read", Target.AtLeast(0), cancel),
        await CheckByCode.Comparison(rig, "P13", "check by share code", Target.AtLeast(0), cancel),
        await Completions.Comparison(rig, "P13", "completion recorded", Target.AtLeast(0), 1, [.. rig.County.Learners.TakeLast(Fresh)], cancel),
    ];

    /// <summary>The cost is taken beside the reference of the same minute, so that what drifts, and what grows for both, is not counted.</summary>
    private static void Tell(Rig rig, string what, List<(int People, Line Line)> lines)
    {
        const double most = 1.2;
        var first = lines[0].Line.Ratio.Median;
        var costs = lines.Select(at => string.Create(
            CultureInfo.InvariantCulture,
            $"{at.People:N0} people {first / at.Line.Ratio.Median:0.00} ({at.Line.Of(round => round.OursLoad!.MicrosecondsEach).Median:N0} µs, reference {at.Line.Of(round => round.BareLoad!.MicrosecondsEach).Median:N0})"));
        rig.Findings.Add(new Fact("P13", $"{what}: cost beside the reference, {lines[0].People} people being 1", string.Join("; ", costs), "≤ 1.2", first / lines[^1].Line.Ratio.Median <= most));
    }
}
