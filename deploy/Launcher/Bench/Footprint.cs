using System.Globalization;
using Academy.Launcher.Running;

namespace Academy.Launcher.Bench;

/// <summary>How much memory the platform's processes hold, in MiB; what several share is counted once (proportional set size).</summary>
internal static class Footprint
{
    private const double KibibytesOfMebibyte = 1024;

    public static double Of(Platform platform)
        => platform.Services.Values.Append(platform.Portal).Append(platform.Gateway).Sum(service => Proportional(service.ProcessId)) / KibibytesOfMebibyte;

    private static long Proportional(int process)
        => File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/smaps_rollup")
            .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
}
