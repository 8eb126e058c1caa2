using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Academy.Launcher.Running;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Commands;

internal static partial class Test
{
    private const string Solution = "Academy.sln";
    private const string Begun = " [STARTING]";
    private const string Ended = " [FINISHED]";
    private const string Failed = " [FAIL]";

    /// <summary>Enough of a failure to see what it is; the whole is above, with the project's output.</summary>
    private const int LinesOfAFailure = 8;

    /// <summary>The projects that take minutes, the longest first: whole platforms, and pages in a browser.</summary>
    private static readonly string[] Long = ["EndToEnd.Tests", "Portal.Tests", "Identity.Tests", "Passport.Tests"];

    /// <summary>Said once more at the end: whoever reads the last lines alone is to know what failed.</summary>
    private static readonly ConcurrentQueue<string> WhatFailed = new();

    /// <summary>Several times what the longest takes on a machine of one's own; two shared cores can be that slow.</summary>
    private static readonly TimeSpan ProjectAtMost = TimeSpan.FromMinutes(40);

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var tally = TestTally.None;
        try
        {
            tally = await RunAll(args.FirstOrDefault(), cancel);
        }
        catch (AdviceException failure)
        {
            Progress.Say($"✗ {failure.Message}");
            tally += TestTally.OneFailure;
        }

        foreach (var line in WhatFailed)
            Progress.Say(line);
        Progress.Say(tally.ToString());
        return tally.Failed == 0 ? 0 : 1;
    }

    private static async Task<TestTally> RunAll(string? filter, CancellationToken cancel)
    {
        await DebianPackages.Ensure(() => Requirements.Check(string.IsNullOrEmpty(Home.Postgres), string.IsNullOrEmpty(Home.RabbitMq), browser: true), cancel);
        var state = Path.Combine(Path.GetTempPath(), $"academy-test-{Environment.ProcessId}");
        StateFolder.Create(state);
        try
        {
            var servers = TestServers.Start(state, cancel);
            var built = Built(cancel);
            // Both are waited for, so that what started is stopped even when the build fails.
            await using var running = await servers;
            return await built ? await ChecksAndTests(filter, running, cancel) : TestTally.OneFailure;
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    private static async Task<bool> Built(CancellationToken cancel)
    {
        using var oneAtATime = await Build.TakeTurn(cancel);
        var isBuilt = await Succeeds("restore", "dotnet", ["restore", Solution], cancel)
            && await Succeeds("build", "dotnet", [.. Build.Arguments(Solution), "--no-restore"], cancel);
        await Build.EndCompilerServer();
        return isBuilt;
    }

    /// <summary>
    /// Two at a time, as each of them waits for a server, a browser or a service that starts while the other works. The longest begin, so
    /// that neither lane is left with one of them at the end.
    /// </summary>
    private static async Task<TestTally> ChecksAndTests(string? filter, TestServers servers, CancellationToken cancel)
    {
        var work = LongestFirst(Projects(filter))
            .Select(project => (Func<CancellationToken, Task<TestTally>>)(ct => TestProject(project, servers, ct)))
            .Append(Checks);
        var tallies = new ConcurrentBag<TestTally>();
        await Parallel.ForEachAsync(
            work, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancel }, async (run, ct) => tallies.Add(await run(ct)));
        return tallies.Aggregate(TestTally.None, (one, other) => one + other);
    }

    internal static IEnumerable<string> LongestFirst(IEnumerable<string> projects)
        => projects.OrderBy(project => Array.IndexOf(Long, Path.GetFileNameWithoutExtension(project)) is var place and >= 0 ? place : Long.Length);

    private static async Task<TestTally> Checks(CancellationToken cancel)
    {
        // The third part of dotnet format, style and analyzers, is in the build, where each of their warnings is an error.
        var format = await Succeeds("format", "dotnet", ["format", "whitespace", Solution, "--verify-no-changes", "--no-restore"], cancel)
            && await Succeeds("imports", "dotnet", ["format", "style", Solution, "--diagnostics", "IMPORTS", "--verify-no-changes", "--no-restore"], cancel);
        if (!format)
            Progress.Say("  Type: dotnet format");
        var compose = await ComposeFile.Check(cancel);
        return (format ? TestTally.None : TestTally.OneFailure) + (compose ? TestTally.None : TestTally.OneFailure);
    }

    private static List<string> Projects(string? filter)
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Where(project => filter is null || Path.GetFileNameWithoutExtension(project).Contains(filter, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToList();
        return projects.Count > 0 ? projects
            : throw new AdviceException(filter is null ? "There is no test project under tests/." : $"No test project's name contains '{filter}'. See: ls tests");
    }

    private static async Task<TestTally> TestProject(string project, TestServers servers, CancellationToken cancel)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var assembly = Path.Combine(Path.GetDirectoryName(project)!, "bin", "Release", "net10.0", $"Academy.{name}.dll");
        var since = System.Diagnostics.Stopwatch.StartNew();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(ProjectAtMost);
        var heard = new ConcurrentQueue<string>();
        TestTally tally;
        try
        {
            var (exitCode, output) = await Shell.Run("dotnet", [assembly, "-reporter", "verbose"], heard.Enqueue, servers.Environment, time.Token);
            tally = TestTally.Of(exitCode, output);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            heard.Enqueue($"{name} was not done after {ProjectAtMost.TotalMinutes:0} minutes and was ended.");
            tally = TestTally.OneFailure;
        }

        if (TellsASecret(heard))
        {
            heard.Enqueue($"{name} wrote an access token or a private key to its output. What is logged must not hold either.");
            tally += TestTally.OneFailure;
        }

        if (tally.Failed == 0)
        {
            Progress.Done($"{name}: {tally}", since.Elapsed);
            return tally;
        }

        // What a program says while its tests pass helps nobody; here it goes with what failed.
        Progress.Say(string.Join(Environment.NewLine, WithoutWhatFinished([.. heard]).Select(line => "    " + line)));
        Progress.Failed($"{name}: {tally}", since.Elapsed);
        foreach (var line in BeginningsOfFailures([.. heard]))
            WhatFailed.Enqueue(line);
        return tally;
    }

    /// <summary>The name of every test that failed, each with the first lines of why.</summary>
    internal static IEnumerable<string> BeginningsOfFailures(IReadOnlyList<string> lines)
        => lines.Index()
            .Where(line => line.Item.EndsWith(Failed, StringComparison.Ordinal))
            .SelectMany(line => lines.Skip(line.Index).Take(LinesOfAFailure).TakeWhile((next, at) => at == 0 || !next.Contains("Stack Trace:", StringComparison.Ordinal)));

    /// <summary>Of all the tests that were begun, those that never ended stay: one of them is why a project was not done in time.</summary>
    internal static IEnumerable<string> WithoutWhatFinished(IReadOnlyList<string> lines)
    {
        var finished = lines.Where(line => line.Contains(Ended, StringComparison.Ordinal))
            .Select(line => line[..line.IndexOf(Ended, StringComparison.Ordinal)]).ToHashSet();
        return lines.Where(line => !line.Contains(Ended, StringComparison.Ordinal)
            && !(line.EndsWith(Begun, StringComparison.Ordinal) && finished.Contains(line[..^Begun.Length])));
    }

    /// <summary>Whether anything that was written while tests ran holds a token or a private key; the names of tests may.</summary>
    internal static bool TellsASecret(IEnumerable<string> lines)
        => lines.Any(line => Secret().IsMatch(line)
            && !line.EndsWith(Begun, StringComparison.Ordinal) && !line.Contains(Ended, StringComparison.Ordinal));

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.|BEGIN [A-Z ]*PRIVATE KEY", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Secret();

    private static async Task<bool> Succeeds(string step, string program, string[] arguments, CancellationToken cancel)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        var (exitCode, output) = await Shell.Run(program, arguments, cancel: cancel);
        if (exitCode == 0)
        {
            Progress.Done(step, since.Elapsed);
            return true;
        }

        Progress.Say(output);
        Progress.Failed(step, since.Elapsed);
        return false;
    }
}
