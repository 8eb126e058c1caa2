using System.Globalization;

namespace Academy.Launcher.Bench;

/// <summary>Measures ours and the reference in turn, and again where something else took the machine meanwhile.</summary>
internal sealed class Rounds(int rounds, int seconds)
{
    /// <summary>A run during which other work took more than this share of the machine is thrown away.</summary>
    private const double MostForeign = 0.1;
    private const int MostTries = 3;
    private const int WarmUpSeconds = 5;
    private const int MostWarmUps = 12;

    /// <summary>A side is warm when it does no more than this much better than five seconds before: the runtime compiles what is used often in the meantime.</summary>
    private const double Warmer = 1.05;

    public async Task<Measured> Measure(Scenario scenario, CancellationToken cancel)
    {
        Progress.Say($"{scenario.Id}  {scenario.What}, against {scenario.Reference}");
        await WarmUp(scenario.Ours, cancel);
        await WarmUp(scenario.Bare, cancel);
        var measured = new List<Round>();
        for (var round = 1; round <= rounds; round++)
        {
            // Who goes first alternates: whatever drifts hits both.
            var oursFirst = round % 2 == 1;
            var first = await Quietly(oursFirst ? scenario.Ours : scenario.Bare, cancel);
            var second = await Quietly(oursFirst ? scenario.Bare : scenario.Ours, cancel);
            var one = oursFirst ? new Round(first, second) : new Round(second, first);
            measured.Add(one);
            Progress.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"    {round} of {rounds}: {one.Ours.PerSecond,9:N0} /s against {one.Bare.PerSecond,9:N0} /s = {one.Ratio:0.00}   p99 {one.Ours.P99:0.0} ms, {one.Bare.P99:0.0} ms   other work {one.Ours.Foreign:P0}, {one.Bare.Foreign:P0}"));
        }

        var result = new Measured(scenario.Id, scenario.What, scenario.Reference, scenario.Target, measured);
        Progress.Say(string.Create(CultureInfo.InvariantCulture, $"    {(result.IsMet ? "✓" : "✗")} {result.Ratio.Median:0.00} ({result.Ratio.Least:0.00} to {result.Ratio.Most:0.00}), target {scenario.Target:0.00}"));
        return result;
    }

    private static async Task WarmUp(Side side, CancellationToken cancel)
    {
        var best = 0.0;
        for (var run = 0; run < MostWarmUps; run++)
        {
            var now = (await Run(side, WarmUpSeconds, cancel)).PerSecond;
            if (run > 0 && now < best * Warmer)
                return;
            best = Math.Max(best, now);
        }
    }

    private async Task<Load> Quietly(Side side, CancellationToken cancel)
    {
        Load best = await Run(side, seconds, cancel);
        for (var tried = 1; tried < MostTries && best.Foreign > MostForeign; tried++)
        {
            var again = await Run(side, seconds, cancel);
            best = again.Foreign < best.Foreign ? again : best;
        }

        return best;
    }

    private static async Task<Load> Run(Side side, int seconds, CancellationToken cancel)
    {
        var load = await Wrk.Run(side.Address, await side.Requests(cancel), seconds, cancel);
        return load with { PerSecond = load.PerSecond * side.Each, MicrosecondsEach = load.MicrosecondsEach / side.Each };
    }
}
