using System.Diagnostics;
using System.Globalization;
using Academy.Launcher.Bench;
using Academy.Launcher.Running;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Commands;

/// <summary>
/// <c>./academy bench [P1 P3 …] [--people 30000] [--rounds 5] [--seconds 10]</c>: measures the platform against what the machine
/// can do at best, in one run, on an instance of its own; writes what it found under <c>deploy/bench/results</c>.
/// </summary>
internal static class Measure
{
    private const string NoLimit = "100000000";

    private static readonly string[] Limits = ["ordinary", "check", "code", "token"];

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var (chosen, people, rounds, seconds) = Read(args);
        if (!OperatingSystem.IsLinux())
            throw new AdviceException("The bench reads Linux's own account of the processors. Run it on Linux.");
        await DebianPackages.Ensure(async () => [.. await Requirements.Check(), await Requirements.Wrk()], cancel);
        var folder = Path.Combine(Home.Folder, "bench");
        StateFolder.Create(folder);
        var options = new PlatformOptions(folder)
        {
            StepDone = Progress.Done,
            // The limits stay on; only their figures are raised, because everything comes from one address.
            ExtraEnvironment = new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["Gateway"] = Limits.ToDictionary(limit => $"RateLimits__{limit}", _ => NoLimit),
            },
        };
        await Progress.Step("build", () => BuildAll(folder, options.Configuration, cancel));

        await County.Restore(options, people, cancel);
        var since = Stopwatch.StartNew();
        await using var platform = await Platform.Start(options, cancel);
        var started = since.Elapsed;
        var idle = Footprint.Of(platform);
        using var http = new HttpClient { BaseAddress = platform.GatewayAddress };
        var county = await County.Open(platform, http, folder, cancel);
        await using var bare = await BareServer.Start(county, folder, cancel);
        var measured = new List<Measured>();
        foreach (var (id, prepare) in new Scenarios(county, bare, http, seconds).All.Where(one => chosen.Length == 0 || chosen.Contains(one.Id, StringComparer.OrdinalIgnoreCase)))
            measured.Add(await new Rounds(rounds, seconds).Measure(await prepare(cancel), cancel));

        var report = new Report(
            TimeProvider.System.GetUtcNow(), ThisMachine(), people, people * County.EntriesEach, rounds, seconds, started.TotalSeconds, idle, Footprint.Of(platform), measured);
        var results = Path.Combine(Repository.Root, "deploy", "bench", "results");
        var last = await Report.Last(results, cancel);
        Progress.Say("");
        Progress.Say(report.Text(last));
        if (chosen.Length == 0)
            await report.Write(results, last, cancel);
        return 0;
    }

    internal static (string[] Chosen, int People, int Rounds, int Seconds) Read(string[] args)
    {
        var figures = new Dictionary<string, int>(StringComparer.Ordinal) { ["--people"] = 30_000, ["--rounds"] = 5, ["--seconds"] = 10 };
        var chosen = new List<string>();
        for (var at = 0; at < args.Length; at++)
        {
            if (!args[at].StartsWith("--", StringComparison.Ordinal))
                chosen.Add(args[at]);
            else if (!figures.ContainsKey(args[at]) || at + 1 == args.Length || !int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var figure) || figure < 1)
                throw new AdviceException($"'{args[at]}' is not understood. Write for instance: ./academy bench P1 P3 --people 30000 --rounds 5 --seconds 10");
            else
                figures[args[at++]] = figure;
        }

        return ([.. chosen], figures["--people"], figures["--rounds"], figures["--seconds"]);
    }

    private static async Task BuildAll(string folder, string configuration, CancellationToken cancel)
    {
        var bare = Path.Combine(Repository.Root, "deploy", "bench", "Bare", "Bare.csproj");
        await Build.Services(folder, ServiceDefinition.All.Select(name => ServiceDefinition.Service(Repository.Root, name, configuration).Assembly), cancel);
        var (exitCode, output) = await Shell.Run("dotnet", [.. Build.Arguments(bare), "-p:RunAnalyzers=false"], cancel: cancel);
        await Build.EndCompilerServer();
        if (exitCode != 0)
            throw new AdviceException($"The references do not build:{Environment.NewLine}{output}");
    }

    private static string ThisMachine()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors ({model ?? "unknown"}), {memory:0} GiB, .NET {Environment.Version}");
    }
}
