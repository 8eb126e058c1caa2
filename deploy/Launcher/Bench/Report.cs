using System.Text;
using System.Text.Json;
using Academy.Launcher.Demo;

namespace Academy.Launcher.Bench;

/// <summary>One run of the bench, as it is kept under <c>deploy/bench/results</c>: for programs, for people, and as a picture.</summary>
/// <param name="Idle">Memory of the platform's processes after their start and after the load, in MiB.</param>
/// <param name="StartSeconds">How long the platform took to be ready on databases that were there.</param>
internal sealed record Report(
    DateTimeOffset At, string Machine, int People, int Entries, int Rounds, int Seconds, double StartSeconds, double Idle, double Loaded, IReadOnlyList<Measured> Measured)
{
    private const double MostIdle = 900;
    private const double MostLoaded = 1536;
    private const double MostStartSeconds = 30;

    private static readonly JsonSerializerOptions Json = new(ApiClient.Json) { WriteIndented = true };

    public static async Task<Report?> Last(string folder, CancellationToken cancel)
    {
        var file = Path.Combine(folder, "latest.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<Report>(await File.ReadAllTextAsync(file, cancel), Json) : null;
    }

    public async Task Write(string folder, Report? last, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "latest.json"), JsonSerializer.Serialize(this, Json), cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "latest.md"), Text(last), cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "latest.svg"), Chart(), cancel);
    }

    public string Text(Report? last)
    {
        var text = new StringBuilder();
        text.AppendLine(Said($"# Measured on {At:yyyy-MM-dd HH:mm} UTC")).AppendLine();
        text.AppendLine(Said($"{Machine}. A county of {People:N0} people with {Entries:N0} entries; tokens, policies, limits and all logging of who looked are on, only the"));
        text.AppendLine(Said($"limits' figures are raised, because the load comes from one address. Each figure is the middle of {Rounds} rounds of {Seconds} s, ours and the reference"));
        text.AppendLine("in turn; in brackets the least and the most. The load generator (wrk) runs on the same machine. `./academy bench` repeats it.").AppendLine();
        text.AppendLine("![Ratios against their targets](latest.svg)").AppendLine();
        text.AppendLine("| # | what | ours /s | reference | reference /s | ratio | target | | before | p50, p99 ms | reference p50, p99 ms | µs each | loader's share |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var one in Measured)
            text.AppendLine(Row(one, last?.Measured.FirstOrDefault(earlier => earlier.Id == one.Id)));
        text.AppendLine().AppendLine("| P16 | measured | target | |").AppendLine("|---|---|---|---|");
        text.AppendLine(Said($"| memory of all processes after the start | {Idle:N0} MiB | {MostIdle:N0} MiB | {Tick(Idle <= MostIdle)} |"));
        text.AppendLine(Said($"| after the load | {Loaded:N0} MiB | {MostLoaded:N0} MiB | {Tick(Loaded <= MostLoaded)} |"));
        text.AppendLine(Said($"| ready after a start on databases that are there | {StartSeconds:0} s | {MostStartSeconds:0} s | {Tick(StartSeconds <= MostStartSeconds)} |"));
        return text.ToString();
    }

    /// <summary>A bar for each ratio, as long as the part of its target it reaches; the line is the target.</summary>
    public string Chart()
    {
        const int row = 28, left = 330, target = 300, width = 760;
        var picture = new StringBuilder();
        var height = (Measured.Count * row) + 40;
        picture.AppendLine(Said($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Each measured ratio as a part of its target\" font-family=\"sans-serif\" font-size=\"13\">"));
        picture.AppendLine(Said($"<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>"));
        for (var at = 0; at < Measured.Count; at++)
        {
            var (one, y) = (Measured[at], 10 + (at * row));
            var length = Math.Min(one.Ratio.Median / one.Target * target, width - left - 60);
            picture.AppendLine(Said($"<text x=\"10\" y=\"{y + 15}\">{one.Id} {one.What}</text>"));
            picture.AppendLine(Said($"<rect x=\"{left}\" y=\"{y}\" width=\"{length:0}\" height=\"{row - 8}\" fill=\"{(one.IsMet ? "#00703c" : "#b58105")}\"/>"));
            picture.AppendLine(Said($"<text x=\"{left + length + 6:0}\" y=\"{y + 15}\">{one.Ratio.Median:0.00}</text>"));
        }

        picture.AppendLine(Said($"<line x1=\"{left + target}\" y1=\"4\" x2=\"{left + target}\" y2=\"{height - 24}\" stroke=\"#0b0c0c\" stroke-width=\"2\"/>"));
        picture.AppendLine(Said($"<text x=\"{left + target - 40}\" y=\"{height - 8}\">target of each</text>")).AppendLine("</svg>");
        return picture.ToString();
    }

    private static string Row(Measured one, Measured? before)
        => Said($"| {one.Id} | {one.What} | {one.Of(round => round.Ours.PerSecond).Median:N0} | {one.Reference} | {one.Of(round => round.Bare.PerSecond).Median:N0} | **{one.Ratio.Median:0.00}** ({one.Ratio.Least:0.00}–{one.Ratio.Most:0.00}) | ≥ {one.Target:0.00} | {Tick(one.IsMet)} | {(before is null ? "–" : Said($"{before.Ratio.Median:0.00}"))} | {one.Of(round => round.Ours.P50).Median:0.0}, {one.Of(round => round.Ours.P99).Median:0.0} | {one.Of(round => round.Bare.P50).Median:0.0}, {one.Of(round => round.Bare.P99).Median:0.0} | {one.Of(round => round.Ours.MicrosecondsEach).Median:N0} | {one.Of(round => round.Ours.LoaderShare).Median:P0} |");

    private static string Tick(bool isMet) => isMet ? "met" : "missed";

    private static string Said(FormattableString text) => FormattableString.Invariant(text);
}
