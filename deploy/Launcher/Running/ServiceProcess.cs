using System.Diagnostics;
using System.Globalization;

namespace Academy.Launcher.Running;

/// <summary>One service as a process: it keeps its port, so that a killed one comes back where its neighbours look for it.</summary>
public sealed class ServiceProcess(ServiceDefinition service, int port, IReadOnlyDictionary<string, string> environment, string logFile) : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromSeconds(5) });
    private ChildProcess? process;

    public ServiceDefinition Service => service;

    public int Port => port;

    public Uri Address => new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");

    public string LogFile => logFile;

    public IReadOnlyDictionary<string, string> Environment => environment;

    public int ProcessId => process?.Id ?? throw new InvalidOperationException($"{service.Name} was not started.");

    public bool IsRunning => process is { HasExited: false };

    /// <summary>Runs the service's one-off step, for instance its migrations, and says how long it took.</summary>
    public async Task<TimeSpan> RunStep(string step, TimeSpan atMost, CancellationToken cancel = default)
    {
        var since = Stopwatch.StartNew();
        await using var running = await ChildProcess.Start(Start(step, $"{logFile}.{step}"));
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(atMost);
        try
        {
            await running.WaitForExit(time.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new AdviceException($"{service.Name} {step} was not done after {atMost.TotalSeconds:0} s. {LogTail.Of($"{logFile}.{step}")}");
        }

        return running.ExitCode == 0 ? since.Elapsed
            : throw new AdviceException($"{service.Name} {step} ended with {running.ExitCode}. {LogTail.Of($"{logFile}.{step}")}");
    }

    public async Task Start()
    {
        if (IsRunning)
            throw new InvalidOperationException($"{service.Name} is running already.");
        process = await ChildProcess.Start(Start(step: null, logFile));
    }

    public async Task WaitUntilReady(TimeSpan atMost, CancellationToken cancel = default)
    {
        var lastAnswer = "no connection";
        if (await Wait.Until(Ready, atMost, () => !IsRunning, cancel))
            return;
        var happened = IsRunning
            ? $"was not ready on {Address} after {atMost.TotalSeconds:0} s; /health/ready said: {lastAnswer}"
            : $"ended with {process?.ExitCode} before it was ready";
        throw new AdviceException($"{service.Name} {happened}. {LogTail.Of(logFile)}");

        async Task<bool> Ready(CancellationToken ct)
        {
            using var response = await Http.GetAsync(new Uri(Address, "/health/ready"), ct);
            lastAnswer = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(ct)}";
            return response.IsSuccessStatusCode;
        }
    }

    /// <summary>SIGTERM, and SIGKILL when that is not enough.</summary>
    public Task Stop() => process?.Stop(Signal.Terminate, TimeSpan.FromSeconds(15)) ?? Task.CompletedTask;

    public Task Kill() => process?.Kill() ?? Task.CompletedTask;

    public void Pause() => process?.Send(Signal.Pause);

    public void Continue() => process?.Send(Signal.Continue);

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (process is { } ended)
            await ended.DisposeAsync();
    }

    private ChildProcessStart Start(string? step, string log)
    {
        if (!File.Exists(service.Assembly))
            throw new AdviceException($"{service.Assembly} is not there. Build it: dotnet build {service.Project} -c {service.Configuration}");
        return new(System.Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            step is null ? [service.Assembly] : [service.Assembly, step], log)
        {
            Environment = environment,
            // What the launcher was told about itself is not for the services.
            EnvironmentToForget = ["ACADEMY_POSTGRES", "ACADEMY_RABBITMQ", "ASPNETCORE_URLS", "DOTNET_URLS"],
            WorkingFolder = Path.GetDirectoryName(service.Assembly)!,
        };
    }
}
