using System.Globalization;
using System.Text.Json;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Bench;

/// <summary>One request of a load, as <c>deploy/bench/load.lua</c> reads it.</summary>
internal sealed record LoadRequest(string Method, string Path, string Token = "", string Tag = "", string Body = "", string Cookie = "");

/// <summary>What a run of the load generator found. Times are milliseconds.</summary>
/// <param name="LoaderShare">How much of the used processor time was the load generator's own.</param>
/// <param name="Foreign">How much of the machine was taken by what is not part of the measurement, 0 to 1.</param>
internal sealed record Load(double PerSecond, double P50, double P99, double MicrosecondsEach, double LoaderShare, double Foreign)
{
    public int Requests { get; init; }

    /// <summary>Microseconds of processor time for each request, by who used them; what is less than a hundredth is left out.</summary>
    public IReadOnlyDictionary<string, double> Parts { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);
}

/// <summary>Runs wrk, which is Debian's, against one address.</summary>
internal static class Wrk
{
    public const int Connections = 16;
    private const int Threads = 2;

    private static int runs;

    /// <param name="pause">Milliseconds each connection waits between two requests; none asks as fast as it is answered.</param>
    public static async Task<Load> Run(Uri address, IEnumerable<LoadRequest> requests, int seconds, CancellationToken cancel, int pause = 0)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, requests.Select(Line), cancel);
            var script = Path.Combine(Repository.Root, "deploy", "bench", "load.lua");
            var run = $"bench-{Environment.ProcessId}-{Interlocked.Increment(ref runs)}-{TimeProvider.System.GetUtcNow():HHmmss}";
            var before = Machine.Read();
            var (exitCode, output) = await Shell.Run(
                "wrk",
                [$"-t{Threads}", $"-c{Connections}", $"-d{seconds}s", "--timeout", "20s", "-s", script, address.AbsoluteUri, "--", file, Text(Threads), run, Text(pause)],
                cancel: cancel);
            var used = Machine.Read().Since(before);
            var result = output.Split('\n').FirstOrDefault(line => line.StartsWith("RESULT ", StringComparison.Ordinal));
            if (exitCode != 0 || result is null)
                throw new AdviceException($"wrk ended with {exitCode}: {output}");
            return Judge(JsonDocument.Parse(result["RESULT ".Length..]).RootElement, used, output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Load Judge(JsonElement result, Machine used, string output)
    {
        double Number(string name) => result.GetProperty(name).GetDouble();
        var failed = (int)Number("failed");
        if (failed > 0)
            throw new AdviceException($"{failed} of {Number("requests")} requests failed, so nothing was measured: {output}");
        return new Load(
            Number("requests") / Number("seconds"), Number("p50"), Number("p99"),
            used.Ours.TotalMicroseconds / Number("requests"), used.EndedChildren / used.Ours, used.Foreign)
        {
            Requests = (int)Number("requests"),
            Parts = used.Parts.Append(new("wrk", used.EndedChildren)).Where(part => part.Value * 100 > used.Ours)
                .ToDictionary(part => part.Key, part => part.Value.TotalMicroseconds / Number("requests"), StringComparer.Ordinal),
        };
    }

    private static string Line(LoadRequest request)
        => string.Join('\t', request.Method, request.Path, request.Token, request.Tag, request.Cookie, request.Body);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
