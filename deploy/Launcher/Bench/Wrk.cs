using System.Globalization;
using System.Text.Json;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Bench;

/// <summary>One request of a load, as <c>deploy/bench/load.lua</c> reads it.</summary>
internal sealed record LoadRequest(string Method, string Path, string Token = "", string Tag = "", string Body = "");

/// <summary>What a run of the load generator found. Times are milliseconds.</summary>
/// <param name="LoaderShare">How much of the used processor time was the load generator's own.</param>
/// <param name="Foreign">How much of the machine was taken by what is not part of the measurement, 0 to 1.</param>
internal sealed record Load(double PerSecond, double P50, double P99, double MicrosecondsEach, double LoaderShare, double Foreign);

/// <summary>Runs wrk, which is Debian's, against one address.</summary>
internal static class Wrk
{
    private const int Threads = 2;
    private const int Connections = 16;

    private static int runs;

    public static async Task<Load> Run(Uri address, IEnumerable<LoadRequest> requests, int seconds, CancellationToken cancel)
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
                [$"-t{Threads}", $"-c{Connections}", $"-d{seconds}s", "--timeout", "10s", "-s", script, address.AbsoluteUri, "--", file, Threads.ToString(CultureInfo.InvariantCulture), run],
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
            used.Ours.TotalMicroseconds / Number("requests"), used.EndedChildren / used.Ours, used.Foreign);
    }

    private static string Line(LoadRequest request)
        => string.Join('\t', request.Method, request.Path, request.Token, request.Tag, request.Body);
}
