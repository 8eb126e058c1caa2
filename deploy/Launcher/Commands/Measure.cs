using System.Diagnostics;
using System.Globalization;
using Academy.Launcher.Bench;
using Academy.Launcher.Running;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Commands;

/// <summary>
/// <c>./academy bench [P1 P3 …] [--size county|england] [--people 30000] [--rounds 5] [--seconds 2] [--minutes 30]</c>: measures the platform against what the machine
/// can do at best, in one run, on an instance of its own; writes what it found under <c>deploy/bench/results</c>.
/// </summary>
internal static class Measure
{
    private const string NoLimit = "100000000";

    private const int County = 30_000;
    private const int England = 1_600_000;

    /// <summary>How many are copied in, measured on two processors.</summary>
    private const int PeopleAMinute = 24_000;

    /// <summary>With their twenty entries in five databases, indexes and logs, rounded up.</summary>
    private const double BytesOfAPerson = 120_000;
    private const double MostOfTheDisk = 0.7;

    private static readonly string[] Limits = ["ordinary", "check", "code", "token"];

    private static string Bare => Path.Combine(Repository.Root, "deploy", "bench", "Bare", "Bare.csproj");

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var (chosen, people, rounds, seconds, minutes) = Read(args);
        var begun = Stopwatch.StartNew();
        if (!OperatingSystem.IsLinux())
            throw new AdviceException("The bench reads Linux's own account of the processors. Run it on Linux.");
        var scenarios = Bench.Scenarios.All.InOrder.Where(one => chosen.Length == 0 || chosen.Contains(one.Id, StringComparer.OrdinalIgnoreCase)).ToList();
        await DebianPackages.Ensure(async () => [.. await Requirements.Check(), await Requirements.Wrk()], cancel);
        var folder = Path.Combine(Home.Folder, "bench");
        StateFolder.Create(folder);
        var options = Options(folder);
        await Progress.Step("build", () => BuildAll(folder, options.Configuration, cancel));
        await Bench.County.Restore(options, cancel);

        var since = Stopwatch.StartNew();
        await using var platform = await Platform.Start(options, cancel);
        var started = since.Elapsed;
        var idle = Footprint.Of(platform);
        using var http = new HttpClient { BaseAddress = platform.GatewayAddress };
        var county = await Bench.County.Open(platform, http, folder, cancel);
        await using var bare = await BareServer.Start(county, folder, cancel);
        var rig = new Rig(county, new People(county, http), bare, new Inside(platform), new Findings(), people, rounds, seconds);
        foreach (var scenario in scenarios)
            await Take(scenario, rig, begun, minutes, cancel);

        var report = new Report(
            TimeProvider.System.GetUtcNow(), ThisMachine(), county.Learners.Count, county.Learners.Count * Bench.County.EntriesEach, rounds, seconds,
            started.TotalSeconds, idle, Footprint.Of(platform), rig.Findings.Lines, rig.Findings.Facts);
        var results = Path.Combine(Repository.Root, "deploy", "bench", "results");
        var last = await Earlier.Read(results, cancel);
        Progress.Say("");
        Progress.Say(report.Text(last));
        if (chosen.Length == 0)
            await report.Write(results, last, cancel);
        return 0;
    }

    internal static (string[] Chosen, int People, int Rounds, int Seconds, int Minutes) Read(string[] args)
    {
        var figures = new Dictionary<string, int>(StringComparer.Ordinal) { ["--people"] = County, ["--rounds"] = 5, ["--seconds"] = 2, ["--minutes"] = 30 };
        var (chosen, size) = (new List<string>(), "");
        for (var at = 0; at < args.Length; at++)
        {
            var value = args.ElementAtOrDefault(at + 1);
            if (!args[at].StartsWith("--", StringComparison.Ordinal))
                chosen.Add(args[at]);
            else if (args[at++] == "--size" && value is "county" or "england")
                size = value;
            else if (figures.ContainsKey(args[at - 1]) && int.TryParse(value, CultureInfo.InvariantCulture, out var figure) && figure > 0)
                figures[args[at - 1]] = figure;
            else
                throw new AdviceException($"'{args[at - 1]}' is not understood. Write for instance: ./academy bench P1 P3 --size county --rounds 5 --seconds 2 --minutes 30");
        }

        if (size.Length > 0)
            figures["--people"] = PeopleOf(size, new DriveInfo(Repository.Root).AvailableFreeSpace, figures["--minutes"]);
        return ([.. chosen], figures["--people"], figures["--rounds"], figures["--seconds"], figures["--minutes"]);
    }

    /// <summary>A county of 30,000; England's 1.6 million, or as many of them as the disk has room for and as come in within a third of the time.</summary>
    internal static int PeopleOf(string size, long freeBytes, int minutes)
    {
        if (size == "county")
            return County;
        var (ofDisk, ofTime) = (freeBytes * MostOfTheDisk / BytesOfAPerson, (double)minutes * PeopleAMinute / 3);
        var people = (int)Math.Min(England, Math.Min(ofDisk, ofTime));
        Progress.Say(string.Create(CultureInfo.InvariantCulture, $"{people:N0} people: {(double)people / England:P0} of England, as far as {(ofTime < ofDisk ? "time reaches; --minutes gives more" : "the disk has room")}."));
        return people;
    }

    /// <summary>A scenario that fails says so, and the rest goes on; once the time is up, none is begun.</summary>
    private static async Task Take(IScenario scenario, Rig rig, Stopwatch begun, int minutes, CancellationToken cancel)
    {
        Progress.Say(string.Create(CultureInfo.InvariantCulture, $"{begun.Elapsed:mm\\:ss}  {scenario.Id}  {scenario.What}"));
        if (begun.Elapsed.TotalMinutes > minutes)
        {
            rig.Findings.Add(new Fact(scenario.Id, scenario.What, "not measured: the time was up", "to be measured", IsMet: false));
            return;
        }

        try
        {
            if (scenario is not Bench.Scenarios.Growth)
                await rig.Fill(cancel);
            await scenario.Measure(rig, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            rig.Findings.Add(new Fact(scenario.Id, scenario.What, $"failed: {failure.Message.ReplaceLineEndings(" ")}", "to be measured", IsMet: false));
        }
    }

    private static PlatformOptions Options(string folder) => new(folder)
    {
        StepDone = Progress.Done,
        // When each row was committed is told by PostgreSQL itself; it costs both sides the same.
        PostgresSettings = ["track_commit_timestamp=on"],
        // The limits stay on; only their figures are raised, because everything comes from one address.
        ExtraEnvironment = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["Gateway"] = Limits.ToDictionary(limit => $"RateLimits__{limit}", _ => NoLimit),
        },
    };

    private static async Task BuildAll(string folder, string configuration, CancellationToken cancel)
    {
        await Build.Services(folder, ServiceDefinition.All.Select(name => ServiceDefinition.Service(Repository.Root, name, configuration).Assembly), cancel);
        foreach (var project in new[] { Bare, Inside.Project })
        {
            var (exitCode, output) = await Shell.Run("dotnet", [.. Build.Arguments(project), "-p:RunAnalyzers=false"], cancel: cancel);
            if (exitCode != 0)
                throw new AdviceException($"{project} does not build:{Environment.NewLine}{output}");
        }

        await Build.EndCompilerServer();
    }

    private static string ThisMachine()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors ({model ?? "unknown"}), {memory:0} GiB, .NET {Environment.Version}");
    }
}
