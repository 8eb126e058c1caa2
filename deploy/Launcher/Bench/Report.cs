using System.Text;
using System.Text.Json;
using Academy.Launcher.Demo;

namespace Academy.Launcher.Bench;

/// <summary>One run of the bench, as it is kept under <c>deploy/bench/results</c>: for programs, for people, and as a picture.</summary>
/// <param name="Idle">Memory of the platform's processes after their start and after the load, in MiB.</param>
/// <param name="StartSeconds">How long the platform took to be ready on databases that were there.</param>
internal sealed record Report(
    DateTimeOffset At, string Machine, int People, int Entries, int Rounds, int Seconds, double StartSeconds, double Idle, double Loaded,
    IReadOnlyList<Line> Lines, IReadOnlyList<Fact> Facts)
{
    private const double MostIdle = 900;
    private const double MostLoaded = 1536;
    private const double MostStartSeconds = 30;

    public static readonly JsonSerializerOptions Json = new(ApiClient.Json) { WriteIndented = true };

    /// <summary>Whether of all that has a target every one is met.</summary>
    public int Met => Lines.Count(line => line.IsMet) + AllFacts.Count(fact => fact.IsMet && fact.Target.Length > 0);

    public int Missed => Lines.Count(line => !line.IsMet) + AllFacts.Count(fact => !fact.IsMet);

    private IReadOnlyList<Fact> AllFacts =>
    [
        .. Facts,
        new("P16", "memory of all processes after the start", Said($"{Idle:N0} MiB"), Said($"≤ {MostIdle:N0} MiB"), Idle <= MostIdle),
        new("P16", "memory of all processes after the load", Said($"{Loaded:N0} MiB"), Said($"≤ {MostLoaded:N0} MiB"), Loaded <= MostLoaded),
        new("P16", "ready after a start on databases that are there", Said($"{StartSeconds:0} s"), Said($"≤ {MostStartSeconds:0} s"), StartSeconds <= MostStartSeconds),
    ];

    public async Task Write(string folder, Earlier last, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, Earlier.FileName), JsonSerializer.Serialize(this, Json), cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "latest.md"), Text(last), cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "latest.svg"), Chart.Of(Lines), cancel);
    }

    public string Text(Earlier last)
    {
        var text = new StringBuilder();
        text.AppendLine(Said($"# Measured on {At:yyyy-MM-dd HH:mm} UTC")).AppendLine();
        text.AppendLine(Said($"{Machine}. A county of {People:N0} people with {Entries:N0} entries; tokens, policies, limits and all logging of who looked are on, only the"));
        text.AppendLine(Said($"limits' figures are raised, because the load comes from one address. Loads (/s): the middle of up to {Rounds} rounds of {Seconds} s, ours and the reference"));
        text.AppendLine("in turn; what takes long is measured once to three times. In brackets the least and the most. The load generator (wrk) runs on the same machine.");
        text.AppendLine(Said($"**{Met} met, {Missed} missed.** `./academy bench` repeats it; what the rows mean is in [the README](../README.md).")).AppendLine();
        text.AppendLine("![Ratios against their targets](latest.svg)").AppendLine();
        text.AppendLine("| # | what | ours | reference | reference | ratio | target | | before | p50, p99 ms | reference p50, p99 ms | µs each | loader's share |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var line in Lines)
            text.AppendLine(Row(line, last.Ratio(line)?.Median));
        text.AppendLine().AppendLine(Agreement(last));
        AppendParts(text);
        text.AppendLine().AppendLine("| # | what | measured | target | |").AppendLine("|---|---|---|---|---|");
        foreach (var fact in AllFacts)
            text.AppendLine(Said($"| {fact.Id} | {fact.What} | {fact.Measured.Replace('|', '/')} | {fact.Target} | {(fact.Target.Length == 0 && fact.IsMet ? "" : Tick(fact.IsMet))} |"));
        return text.ToString();
    }

    /// <summary>How many of the rows there were before say the same now: the least and the most of both runs overlap, each at least a tenth from its middle.</summary>
    private string Agreement(Earlier last)
    {
        var again = Lines.Select(line => (line.What, Now: line.Ratio, Before: last.Ratio(line))).Where(line => line.Before is not null).ToList();
        if (again.Count == 0)
            return "There was no run before to compare with.";
        var others = again.Where(line => line.Now.IsBelow(line.Before!) || line.Before!.IsBelow(line.Now)).Select(line => line.What).ToList();
        return Said($"Of {again.Count} rows that were there in the run before, {again.Count - others.Count} agree with it within their spreads, or within a tenth where these are less{(others.Count == 0 ? "" : $"; not these: {string.Join("; ", others)}")}.");
    }

    /// <summary>Where the time of a request goes: what bounds a load that keeps the processors busy is whoever has most of it.</summary>
    private void AppendParts(StringBuilder text)
    {
        var loads = Lines.Where(line => line.Rounds.All(round => round.OursLoad is { Parts.Count: > 0 }))
            .Select(line => (Line: line, Parts: line.Rounds[line.Rounds.Count / 2].OursLoad!.Parts)).ToList();
        if (loads.Count == 0)
            return;
        var names = loads.SelectMany(load => load.Parts).GroupBy(part => part.Key, part => part.Value).OrderByDescending(part => part.Sum()).Select(part => part.Key).ToList();
        text.AppendLine().AppendLine("Microseconds of processor time for each request of ours, by who used them, in the middle round:").AppendLine();
        text.AppendLine(Said($"| # | what | {string.Join(" | ", names)} |"));
        text.AppendLine(Said($"|---|---|{string.Concat(names.Select(_ => "---|"))}"));
        foreach (var (line, parts) in loads)
            text.AppendLine(Said($"| {line.Id} | {line.What} | {string.Join(" | ", names.Select(name => parts.TryGetValue(name, out var each) ? Said($"{each:N0}") : ""))} |"));
    }

    private static string Row(Line line, double? before)
        => Said($"| {line.Id} | {line.What} | {Figure(line.Of(round => round.Ours).Median, line.Unit)} | {line.Reference} | {Figure(line.Of(round => round.Bare).Median, line.Unit)} | **{line.Ratio.Median:0.00}** ({line.Ratio.Least:0.00}–{line.Ratio.Most:0.00}) | {line.Target} | {Tick(line.IsMet)} | {(before is { } ratio ? Said($"{ratio:0.00}") : "–")} | {OfLoad(line)} |");

    private static string OfLoad(Line line)
    {
        if (line.Rounds.Any(round => round.OursLoad is null || round.BareLoad is null))
            return " | | | ";
        Spread Ours(Func<Load, double> figure) => line.Of(round => figure(round.OursLoad!));
        Spread Bare(Func<Load, double> figure) => line.Of(round => figure(round.BareLoad!));
        return Said($"{Ours(load => load.P50).Median:0.0}, {Ours(load => load.P99).Median:0.0} | {Bare(load => load.P50).Median:0.0}, {Bare(load => load.P99).Median:0.0} | {Ours(load => load.MicrosecondsEach).Median:N0} | {Ours(load => load.LoaderShare).Median:P0}");
    }

    private static string Figure(double figure, string unit)
        => figure >= 100 ? Said($"{figure:N0} {unit}") : Said($"{figure:0.0##} {unit}");

    private static string Tick(bool isMet) => isMet ? "met" : "missed";

    private static string Said(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>The ratios of an earlier run, read from what it left behind, of whatever form that is.</summary>
internal sealed class Earlier(IReadOnlyDictionary<(string Id, string What), Spread> ratios)
{
    public const string FileName = "latest.json";

    public static Earlier None { get; } = new(new Dictionary<(string, string), Spread>());

    public static async Task<Earlier> Read(string folder, CancellationToken cancel)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
            return None;
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancel));
        return json.RootElement.TryGetProperty("lines", out var lines) || json.RootElement.TryGetProperty("measured", out lines)
            ? new(lines.EnumerateArray().ToDictionary(
                line => (line.GetProperty("id").GetString()!, line.GetProperty("what").GetString()!), line => line.GetProperty("ratio").Deserialize<Spread>(Report.Json)!))
            : None;
    }

    public Spread? Ratio(Line line) => ratios.GetValueOrDefault((line.Id, line.What));
}
