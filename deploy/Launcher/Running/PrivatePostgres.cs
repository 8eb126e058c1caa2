using Academy.Launcher.Tools;
using Npgsql;

namespace Academy.Launcher.Running;

/// <summary>A PostgreSQL server of our own under the state folder. fsync stays on: what it acknowledged survives a kill.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private readonly string folder;
    private readonly IReadOnlyList<string> moreSettings;
    private readonly string? account = Accounts.InPlaceOfRoot("postgres");
    private ChildProcess? process;

    private PrivatePostgres(string folder, int port, string password, IReadOnlyList<string> moreSettings)
    {
        (this.folder, this.moreSettings) = (folder, moreSettings);
        Port = port;
        Server = new PostgresServer(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "postgres",
            Password = password,
            Database = "postgres",
            // A session left in a pool would keep a stopping server waiting, and is dead after a kill.
            Pooling = false,
        }.ConnectionString);
    }

    public int Port { get; }

    public PostgresServer Server { get; }

    public int ProcessId => process?.Id ?? throw new InvalidOperationException("PostgreSQL is not running.");

    public string LogFile => Path.Combine(folder, "postgres.log");

    private string Data => Path.Combine(folder, "data");

    /// <summary>The folder holds the data, the password and the log; an existing one is taken up where it was left.</summary>
    public static Task<PrivatePostgres> Start(string folder, CancellationToken cancel = default) => Start(folder, [], cancel);

    /// <param name="settings">More of them, as <c>name=value</c>.</param>
    public static async Task<PrivatePostgres> Start(string folder, IReadOnlyList<string> settings, CancellationToken cancel = default)
    {
        RestrictedFiles.CreateFolder(folder);
        var password = RestrictedFiles.ReadOrCreate(Path.Combine(folder, "password"), RestrictedFiles.NewPassword);
        var postgres = new PrivatePostgres(folder, FreePorts.Next(), password, settings);
        await ChildProcess.EndLeftover(postgres.LogFile + ".pid");
        File.Delete(postgres.LogFile);
        if (!Directory.Exists(postgres.Data))
            await postgres.CreateData(password);
        await postgres.StartAgain(cancel);
        return postgres;
    }

    /// <summary>Starts it after a stop or a kill, on the same port with the same data.</summary>
    public async Task StartAgain(CancellationToken cancel = default)
    {
        // Right after a kill the dead server's own children may still hold its shared memory for a moment.
        for (var attempt = 1; ; attempt++)
        {
            process = await ChildProcess.Start(ServerStart());
            if (await Wait.Until(Server.Answers, StartTime, () => process.HasExited, cancel))
                return;
            await process.Kill();
            if (attempt == 5)
                throw new AdviceException($"PostgreSQL did not start on port {Port}. {LogTail.Of(LogFile)}");
            await Task.Delay(TimeSpan.FromMilliseconds(300), cancel);
        }
    }

    /// <summary>A fast stop: sessions are ended, everything is written.</summary>
    public async Task Stop()
    {
        if (process is { } running)
            await running.Stop(Signal.Interrupt, TimeSpan.FromSeconds(20));
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
    }

    private ChildProcessStart ServerStart() => new(
        PostgresTools.Require("postgres"),
        ["-D", Data, "-p", $"{Port}", .. Settings.Concat(moreSettings).SelectMany(setting => new[] { "-c", setting })],
        LogFile)
    {
        WorkingFolder = Data,
        Account = account,
        // An immediate stop: the server ends its own children, and the log brings back what was acknowledged.
        OwnerDied = Signal.Quit,
    };

    private static string[] Settings =>
    [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=200",
        "shared_buffers=128MB",
        "max_wal_size=1GB",
        "checkpoint_completion_target=0.9",
        // Passports, receipts and ledger lines are kilobytes of JSON; pglz takes several times as long for them.
        "default_toast_compression=lz4",
        "wal_compression=lz4",
        "jit=off",
        "log_checkpoints=off",
        "log_timezone=UTC",
        "timezone=UTC",
    ];

    private async Task CreateData(string password)
    {
        // Made aside and moved when whole, so that a stop half-way leaves nothing that looks ready.
        var making = Path.Combine(folder, "making");
        if (Directory.Exists(making))
            Directory.Delete(making, recursive: true);
        RestrictedFiles.CreateFolder(making);
        var passwordFile = Path.Combine(making, "password");
        RestrictedFiles.Write(passwordFile, password);
        await Accounts.Give(making, account);
        // C.UTF-8 folds the case of every letter, so that a search for "siân" finds "SIÂN".
        string[] locale = OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"] : [];
        var made = Path.Combine(making, "data");
        await using var initdb = await ChildProcess.Start(new(
            PostgresTools.Require("initdb"),
            ["-D", made, "-U", "postgres", "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--encoding=UTF8", .. locale],
            LogFile)
        { Account = account, WorkingFolder = making });
        await initdb.WaitForExit();
        if (initdb.ExitCode != 0)
            throw new AdviceException($"PostgreSQL's data folder {Data} could not be made. {LogTail.Of(LogFile)}");
        Directory.Move(made, Data);
        Directory.Delete(making, recursive: true);
    }
}
