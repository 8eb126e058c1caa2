using System.Diagnostics;
using Academy.Launcher.Demo;
using Academy.Launcher.Running;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Commands;

internal static class Up
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var since = Stopwatch.StartNew();
        var (home, port) = (Home.Folder, Home.Port);
        StateFolder.Create(home);
        await using var only = RunningPlatform.TryLock(home)
            ?? throw new AdviceException($"The platform is up already on {home}{At(home)}. Stop that one with Ctrl+C, or start a second copy: ACADEMY_HOME=/some/folder ACADEMY_PORT={port + 100} ./academy up");
        if (!FreePorts.IsFree(port))
            throw new AdviceException($"Something listens on port {port} already{(OperatingSystem.IsLinux() ? $" (see who: ss -ltnp 'sport = :{port}')" : "")}. End it, or take another port: ACADEMY_PORT={port + 100} ./academy up");
        await DebianPackages.Ensure(() => Requirements.Check(string.IsNullOrEmpty(Home.Postgres), string.IsNullOrEmpty(Home.RabbitMq)), cancel);

        var options = new PlatformOptions(home)
        {
            GatewayPort = port,
            PostgresAddress = Home.Postgres,
            RabbitMqAddress = Home.RabbitMq,
            StepDone = Progress.Done,
            ExtraEnvironment = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["*"] = Home.Telemetry },
        };
        var assemblies = ServiceDefinition.All.Select(name => ServiceDefinition.Service(Repository.Root, name, options.Configuration))
            .Append(ServiceDefinition.Portal(Repository.Root, options.Configuration))
            .Append(ServiceDefinition.Gateway(Repository.Root, options.Configuration))
            .Select(service => service.Assembly);
        var built = Progress.Step("build", () => Build.Services(home, assemblies, cancel));
        await using var platform = await Platform.Start(options with { ServicesBuilt = built }, cancel);
        await Progress.Step("people of the demo", () => Personas.Seed(platform.GatewayAddress, platform.SecretsFolder, home, cancel));
        RunningPlatform.Of(platform).Write(home);
        Tell(platform, home, since.Elapsed);
        var failed = await UntilStoppedOrBroken(platform, cancel);
        RunningPlatform.Remove(home);
        Progress.Say("Stopping …");
        return failed ? 1 : 0;
    }

    private static string At(string home) => RunningPlatform.Find(home) is { } running ? $" at {running.GatewayAddress}" : "";

    private static void Tell(Platform platform, string home, TimeSpan took)
    {
        Progress.Say("");
        Progress.Say($"Portal        {platform.GatewayAddress}  sign in as anyone: {platform.GatewayAddress}dev/personas");
        Progress.Say($"Sent messages {platform.GatewayAddress}dev/outbox");
        Progress.Say($"API           {string.Join("  ", platform.Services.Keys.Select(service => $"{platform.GatewayAddress}openapi/{service.ToLowerInvariant()}/v1.json"))}");
        Progress.Say($"Logs          {Path.Combine(home, "logs")}");
        Progress.Say($"Ready in {took.TotalSeconds:0} s. Stop with Ctrl+C. Reset with ./academy reset.");
    }

    private static async Task<bool> UntilStoppedOrBroken(Platform platform, CancellationToken cancel)
    {
        var all = platform.Services.Values.Append(platform.Portal).Append(platform.Gateway).ToList();
        var told = new HashSet<string>();
        while (!cancel.IsCancellationRequested)
        {
            foreach (var ended in all.Where(service => !service.IsRunning && told.Add(service.Service.Name)))
                Progress.Say($"✗ {ended.Service.Name} has ended. Its log is {ended.LogFile}. Stop with Ctrl+C and start again.");
            await Task.Delay(TimeSpan.FromSeconds(1), cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return told.Count > 0;
    }
}
