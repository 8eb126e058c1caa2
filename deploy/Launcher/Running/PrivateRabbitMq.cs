using System.Net;
using System.Net.Sockets;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Running;

/// <summary>
/// A RabbitMQ node of our own under the state folder, with its own name server (epmd), so that copies never meet.
/// It runs as whoever starts it: the node asks by access() whether it may write, which is no in a clone under /root for any other account.
/// </summary>
public sealed class PrivateRabbitMq : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);
    private readonly string folder;
    private readonly string user;
    private readonly string password;
    private readonly int distributionPort = FreePorts.Next();
    private readonly int nameServerPort = FreePorts.Next();
    private ChildProcess? nameServer;
    private ChildProcess? process;

    private PrivateRabbitMq(string folder, string user, string password)
    {
        this.folder = folder;
        this.user = user;
        this.password = password;
        Port = FreePorts.Next();
    }

    public int Port { get; }

    public Uri Address => new($"amqp://{user}:{password}@127.0.0.1:{Port}/");

    public int ProcessId => process?.Id ?? throw new InvalidOperationException("RabbitMQ is not running.");

    public string LogFile => Path.Combine(folder, "rabbitmq.log");

    private string NameServerLog => Path.Combine(folder, "epmd.log");

    private string Home => Path.Combine(folder, "home");

    private string ConfigFile => Path.Combine(Home, "rabbitmq.conf");

    public static async Task<PrivateRabbitMq> Start(string folder, CancellationToken cancel = default)
    {
        var rabbitMq = await Prepare(folder);
        await rabbitMq.StartAgain(cancel);
        return rabbitMq;
    }

    /// <summary>Everything but the start: its address is known from here on.</summary>
    public static async Task<PrivateRabbitMq> Prepare(string folder)
    {
        RestrictedFiles.CreateFolder(folder);
        // The node makes this user when it is new; later starts must name the same one.
        var kept = RestrictedFiles.ReadOrCreate(Path.Combine(folder, "password"), RestrictedFiles.NewPassword);
        var rabbitMq = new PrivateRabbitMq(folder, "academy", kept);
        await ChildProcess.EndLeftover(rabbitMq.LogFile + ".pid");
        await ChildProcess.EndLeftover(rabbitMq.NameServerLog + ".pid");
        File.Delete(rabbitMq.LogFile);
        RestrictedFiles.CreateFolder(rabbitMq.Home);
        RestrictedFiles.Write(rabbitMq.ConfigFile, rabbitMq.Config());
        RestrictedFiles.Write(Path.Combine(rabbitMq.Home, "enabled_plugins"), "[].\n");
        return rabbitMq;
    }

    /// <summary>Starts it after a stop or a kill, on the same port with the same data.</summary>
    public async Task StartAgain(CancellationToken cancel = default)
    {
        if (nameServer is null || nameServer.HasExited)
            await StartNameServer(cancel);
        process = await ChildProcess.Start(new(RabbitMqTools.Require("rabbitmq-server"), [], LogFile)
        {
            Environment = NodeEnvironment(),
            EnvironmentToForget = [.. ForeignSettings()],
            WorkingFolder = Home,
        });
        if (await Wait.Until(Answers, StartTime, () => process.HasExited, cancel))
            return;
        await process.Kill();
        throw new AdviceException($"RabbitMQ did not start on port {Port}. {LogTail.Of(LogFile)}");
    }

    public async Task Stop()
    {
        if (process is { } running)
            await running.Stop(Signal.Terminate, TimeSpan.FromSeconds(20));
    }

    public async Task Kill()
    {
        if (process is { } running)
            await running.Kill();
    }

    public async Task Restart(CancellationToken cancel = default)
    {
        await Stop();
        await StartAgain(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (process is { } ended)
            await ended.DisposeAsync();
        if (nameServer is { } epmd)
            await epmd.DisposeAsync();
    }

    // Erlang starts an epmd of its own when it finds none, and that one would outlive everybody.
    private async Task StartNameServer(CancellationToken cancel)
    {
        nameServer = await ChildProcess.Start(new(FindNameServer(), ["-port", $"{nameServerPort}", "-address", "127.0.0.1"], NameServerLog)
        {
            WorkingFolder = Home,
        });
        if (!await Wait.Until(ct => Connects(nameServerPort, ct), TimeSpan.FromSeconds(10), () => nameServer.HasExited, cancel))
            throw new AdviceException($"Erlang's name server did not start on port {nameServerPort}. {LogTail.Of(NameServerLog)}");
    }

    private static string FindNameServer() => OnPath.Find("epmd")
        ?? throw new AdviceException("Erlang's epmd is not on the PATH. It comes with RabbitMQ (Debian: apt-get install rabbitmq-server); elsewhere add the bin folder of Erlang's erts to the PATH.");

    private Dictionary<string, string> NodeEnvironment() => new()
    {
        ["HOME"] = Home,
        ["LANG"] = "C.UTF-8",
        ["RABBITMQ_NODENAME"] = "academy@localhost",
        ["RABBITMQ_NODE_PORT"] = $"{Port}",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
        ["ERL_EPMD_PORT"] = $"{nameServerPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Home, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(Home, "log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_CONFIG_FILE"] = ConfigFile,
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(Home, "absent-env.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(Home, "absent-advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Home, "enabled_plugins"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(Home, "node.pid"),
        // Keeps the start script from standing between us and the node: it replaces itself by Erlang.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
        // Idle schedulers sleep at once instead of spinning: the cores belong to the services.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"+S {Math.Min(Environment.ProcessorCount, 2)} +sbwt none +sbwtdcpu none +sbwtdio none",
    };

    private static IEnumerable<string> ForeignSettings() => Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => name.StartsWith("RABBITMQ_", StringComparison.Ordinal) || name == "NOTIFY_SOCKET");

    private string Config() => $"""
        listeners.tcp.1 = 127.0.0.1:{Port}
        default_user = {user}
        default_pass = {password}
        vm_memory_high_watermark.absolute = 512MB
        disk_free_limit.absolute = 100MB
        # A quorum queue's log lives in memory until it reaches this size.
        raft.wal_max_size_bytes = 33554432
        log.console.level = warning

        """;

    // The listener opens last; a broker that answers the protocol's greeting has finished starting.
    private async Task<bool> Answers(CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, cancel);
        await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), cancel);
        var first = new byte[1];
        return await client.GetStream().ReadAsync(first, cancel) == 1 && first[0] == 1;
    }

    private static async Task<bool> Connects(int port, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancel);
        return true;
    }
}
