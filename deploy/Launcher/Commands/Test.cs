using Academy.Launcher.Running;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Commands;

internal static class Test
{
    private const string Solution = "Academy.sln";
    private static readonly TimeSpan ProjectAtMost = TimeSpan.FromMinutes(20);

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

        Progress.Say(tally.ToString());
        return tally.Failed == 0 ? 0 : 1;
    }

    private static async Task<TestTally> RunAll(string? filter, CancellationToken cancel)
    {
        await DebianPackages.Ensure(() => Requirements.Check(string.IsNullOrEmpty(Home.Postgres), string.IsNullOrEmpty(Home.RabbitMq)), cancel);
        var state = Path.Combine(Path.GetTempPath(), $"academy-test-{Environment.ProcessId}");
        StateFolder.Create(state);
        try
        {
            var servers = TestServers.Start(state, cancel);
            var built = Built(cancel);
            // Both are waited for, so that what started is stopped even when the build fails.
            await using var running = await servers;
            return await built ? await Checks(cancel) + await Tests(filter, running, cancel) : TestTally.OneFailure;
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

    private static async Task<TestTally> Checks(CancellationToken cancel)
    {
        var format = await Succeeds("format", "dotnet", ["format", Solution, "--verify-no-changes", "--no-restore"], cancel);
        if (!format)
            Progress.Say("  Type: dotnet format");
        var compose = await ComposeFile.Check(cancel);
        return (format ? TestTally.None : TestTally.OneFailure) + (compose ? TestTally.None : TestTally.OneFailure);
    }

    private static async Task<TestTally> Tests(string? filter, TestServers servers, CancellationToken cancel)
    {
        var folder = Path.Combine(Repository.Root, "tests");
        var projects = Directory.EnumerateFiles(folder, "*.Tests.csproj", SearchOption.AllDirectories)
            .Where(project => filter is null || Path.GetFileNameWithoutExtension(project).Contains(filter, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (projects.Count == 0)
            throw new AdviceException(filter is null ? "There is no test project under tests/." : $"No test project's name contains '{filter}'. See: ls tests");
        var tally = TestTally.None;
        foreach (var project in projects)
            tally += await TestProject(project, servers, cancel);
        return tally;
    }

    private static async Task<TestTally> TestProject(string project, TestServers servers, CancellationToken cancel)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var assembly = Path.Combine(Path.GetDirectoryName(project)!, "bin", "Release", "net10.0", $"Academy.{name}.dll");
        var since = System.Diagnostics.Stopwatch.StartNew();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(ProjectAtMost);
        TestTally tally;
        try
        {
            var (exitCode, output) = await Shell.Run("dotnet", [assembly], line => Progress.Say("    " + line), servers.Environment, time.Token);
            tally = TestTally.Of(exitCode, output);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Progress.Say($"    {name} was not done after {ProjectAtMost.TotalMinutes:0} minutes and was ended.");
            tally = TestTally.OneFailure;
        }

        Action<string, TimeSpan> say = tally.Failed == 0 ? Progress.Done : Progress.Failed;
        say($"{name}: {tally}", since.Elapsed);
        return tally;
    }

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
