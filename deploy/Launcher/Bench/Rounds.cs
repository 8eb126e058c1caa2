using System.Globalization;

namespace Academy.Launcher.Bench;

/// <summary>Measures ours and the reference in turn, and again where something else took the machine meanwhile.</summary>
/// <param name="mostWarmUps">Fewer where the same was measured a moment before.</param>
/// <param name="leastWarmUps">More where nothing was measured before: two runs of a cold program may differ by chance alone.</param>
internal sealed class Rounds(int rounds, int seconds, int mostWarmUps = 5, int leastWarmUps = 2)
{
    /// <summary>A run during which other work took more than this share of the machine is thrown away.</summary>
    private const double MostForeign = 0.1;
    private const int MostTries = 2;

    /// <summary>A side is warm when it does no more than this much better than before: the runtime compiles what is used often in the meantime.</summary>
    private const double Warmer = 1.05;

    public async Task<Line> Measure(Comparison comparison, CancellationToken cancel)
    {
        await WarmUp(comparison.Ours, cancel);
        await WarmUp(comparison.Bare, cancel);
        var measured = new List<Round>();
        for (var round = 1; round <= rounds; round++)
        {
            // Who goes first alternates: whatever drifts hits both.
            var oursFirst = round % 2 == 1;
            var first = await Quietly(oursFirst ? comparison.Ours : comparison.Bare, cancel);
            var second = await Quietly(oursFirst ? comparison.Bare : comparison.Ours, cancel);
            var (ours, bare) = oursFirst ? (first, second) : (second, first);
            measured.Add(new Round(ours.PerSecond, bare.PerSecond, ours, bare));
            Progress.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"    {round} of {rounds}: {ours.PerSecond,9:N0} /s against {bare.PerSecond,9:N0} /s = {measured[^1].Ratio:0.00}   p99 {ours.P99:0.0} ms, {bare.P99:0.0} ms   other work {ours.Foreign:P0}, {bare.Foreign:P0}"));
        }

        return new Line(comparison.Id, comparison.What, "/s", comparison.Reference, comparison.Target, measured);
    }

    public static async Task<Load> Run(Side side, int seconds, CancellationToken cancel)
    {
        var load = await Wrk.Run(side.Address, await side.Requests(cancel), seconds, cancel);
        return load with
        {
            PerSecond = load.PerSecond * side.Each,
            MicrosecondsEach = load.MicrosecondsEach / side.Each,
            Parts = load.Parts.ToDictionary(part => part.Key, part => part.Value / side.Each, StringComparer.Ordinal),
        };
    }

    private async Task WarmUp(Side side, CancellationToken cancel)
    {
        var best = 0.0;
        for (var run = 0; run < mostWarmUps; run++)
        {
            var now = (await Run(side, seconds, cancel)).PerSecond;
            if (run + 1 >= leastWarmUps && now < best * Warmer)
                return;
            best = Math.Max(best, now);
        }
    }

    private async Task<Load> Quietly(Side side, CancellationToken cancel)
    {
        var best = await Run(side, seconds, cancel);
        for (var tried = 1; tried < MostTries && best.Foreign > MostForeign; tried++)
        {
            var again = await Run(side, seconds, cancel);
            best = again.Foreign < best.Foreign ? again : best;
        }

        return best;
    }
}
