using System.Globalization;
using Academy.Launcher.Running;

namespace Academy.Launcher.Bench;

/// <summary>How much memory processes hold, in MiB; what several share is counted once (proportional set size).</summary>
internal static class Footprint
{
    private const double KibibytesOfMebibyte = 1024;

    public static double Of(Platform platform)
        => platform.Services.Values.Append(platform.Portal).Append(platform.Gateway).Sum(Of);

    public static double Of(ServiceProcess service) => Proportional(service.ProcessId) / KibibytesOfMebibyte;

    /// <summary>Notes how much a service holds, five times a second, until it is told to stop.</summary>
    public static async Task Watch(ServiceProcess service, List<double> seen, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            seen.Add(Of(service));
            await Task.Delay(200, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static long Proportional(int process)
        => File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/smaps_rollup")
            .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
}
