using Academy.Launcher.Running;
using Npgsql;

namespace Academy.Launcher.Bench;

/// <summary>The references (deploy/bench/Bare), on the same PostgreSQL with the same durability and the same documents.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    private readonly List<ChildProcess> processes = [];

    public Uri Rows { get; private set; } = null!;

    /// <summary>A bare YARP before the rows.</summary>
    public Uri Proxy { get; private set; } = null!;

    /// <summary>A bare YARP before our own Passport service.</summary>
    public Uri ProxyOfPassport { get; private set; } = null!;

    public static async Task<BareServer> Start(County county, string folder, CancellationToken cancel)
    {
        var server = new BareServer();
        try
        {
            var database = await new PostgresServer(county.Platform.PostgresAddress).CreateDatabase("bare", "bare", cancel);
            await Copy(county, database, cancel);
            server.Rows = await server.Run(folder, "rows", "ConnectionStrings__Database", $"{database};Maximum Pool Size=8;Max Auto Prepare=10;No Reset On Close=true", cancel);
            server.Proxy = await server.Run(folder, "proxy", "Bare__Target", server.Rows.AbsoluteUri, cancel);
            server.ProxyOfPassport = await server.Run(folder, "proxy-of-passport", "Bare__Target", county.Platform["Passport"].Address.AbsoluteUri, cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.Kill();
            await process.DisposeAsync();
        }
    }

    /// <summary>The documents as they are in our own table, so that both send the same bytes.</summary>
    private static async Task Copy(County county, string database, CancellationToken cancel)
    {
        await using var theirs = NpgsqlDataSource.Create(database);
        await using (var create = theirs.CreateCommand(
            """
            DROP TABLE IF EXISTS rows; DROP TABLE IF EXISTS added;
            CREATE TABLE rows (id uuid PRIMARY KEY, document text NOT NULL);
            CREATE TABLE added (id uuid PRIMARY KEY, body text NOT NULL)
            """))
        {
            await create.ExecuteNonQueryAsync(cancel);
        }

        await using var ours = NpgsqlDataSource.Create(county.Platform.ConnectionString("Passport"));
        await using var from = await ours.OpenConnectionAsync(cancel);
        await using var to = await theirs.OpenConnectionAsync(cancel);
        using var source = await from.BeginTextExportAsync("COPY (SELECT learner_id, document FROM passports) TO STDOUT", cancel);
        await using (var target = await to.BeginTextImportAsync("COPY rows FROM STDIN", cancel))
        {
            while (await source.ReadLineAsync(cancel) is { } line)
            {
                await target.WriteAsync(line.AsMemory(), cancel);
                await target.WriteAsync("\n".AsMemory(), cancel);
            }
        }

        await using var analyze = theirs.CreateCommand("ANALYZE rows");
        await analyze.ExecuteNonQueryAsync(cancel);
    }

    private async Task<Uri> Run(string folder, string name, string setting, string value, CancellationToken cancel)
    {
        var port = FreePorts.Next();
        var address = new Uri($"http://127.0.0.1:{port}/");
        var program = Path.Combine(Repository.Root, "deploy", "bench", "Bare", "bin", "Release", "net10.0", "Academy.Bare.dll");
        processes.Add(await ChildProcess.Start(new("dotnet", [program], Path.Combine(folder, "logs", $"bare-{name}.log"))
        {
            Environment = new Dictionary<string, string> { ["ASPNETCORE_URLS"] = address.AbsoluteUri, [setting] = value },
            WorkingFolder = Path.GetDirectoryName(program)!,
        }));
        using var http = new HttpClient();
        return await Wait.Until(async ct => { using var answer = await http.GetAsync(new Uri(address, "rows/0"), ct); return true; }, TimeSpan.FromSeconds(30), () => processes[^1].HasExited, cancel)
            ? address
            : throw new AdviceException($"The bare {name} did not start. Its log is {Path.Combine(folder, "logs", $"bare-{name}.log")}.");
    }
}
