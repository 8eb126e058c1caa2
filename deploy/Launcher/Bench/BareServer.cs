using Academy.Launcher.Running;

namespace Academy.Launcher.Bench;

/// <summary>
/// The references (deploy/bench/Bare): on the same PostgreSQL with the same durability and the same documents, in a schema of their own
/// beside the Passport service's tables, and on the same RabbitMQ.
/// </summary>
internal sealed class BareServer : IAsyncDisposable
{
    public const string Schema = "bench";

    private readonly List<ChildProcess> processes = [];
    private readonly County county;

    private BareServer(County county) => this.county = county;

    public Uri Rows { get; private set; } = null!;

    /// <summary>A bare YARP before the rows.</summary>
    public Uri Proxy { get; private set; } = null!;

    /// <summary>A bare YARP before our own Passport service.</summary>
    public Uri ProxyOfPassport { get; private set; } = null!;

    public static async Task<BareServer> Start(County county, string folder, CancellationToken cancel)
    {
        var server = new BareServer(county);
        try
        {
            await server.CopyDocuments(cancel);
            var database = county.Platform.ConnectionString("Passport");
            server.Rows = await server.Run(folder, "rows", new()
            {
                ["ConnectionStrings__Database"] = $"{database};Search Path={Schema};Maximum Pool Size=8;Max Auto Prepare=10;No Reset On Close=true",
                ["ConnectionStrings__Broker"] = county.Platform.RabbitMqAddress.AbsoluteUri,
            }, cancel);
            server.Proxy = await server.Run(folder, "proxy", new() { ["Bare__Target"] = server.Rows.AbsoluteUri }, cancel);
            server.ProxyOfPassport = await server.Run(folder, "proxy-of-passport", new() { ["Bare__Target"] = county.Platform["Passport"].Address.AbsoluteUri }, cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The documents as they are in our own table, so that both send the same bytes out of as large a table.</summary>
    public Task CopyDocuments(CancellationToken cancel) => county.Run(
        "Passport",
        $"""
        CREATE SCHEMA IF NOT EXISTS {Schema};
        CREATE TABLE IF NOT EXISTS {Schema}.rows (id uuid PRIMARY KEY, document text NOT NULL);
        CREATE TABLE IF NOT EXISTS {Schema}.added (id uuid PRIMARY KEY, body text NOT NULL);
        CREATE TABLE IF NOT EXISTS {Schema}.outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL);
        INSERT INTO {Schema}.rows SELECT learner_id, document FROM passports ON CONFLICT DO NOTHING;
        ANALYZE {Schema}.rows
        """,
        cancel);

    public Side Inserts(IEnumerable<string> bodies) => Side.Fixed(Proxy, bodies.Select(body => new LoadRequest("POST", "/rows", Body: body)));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.Kill();
            await process.DisposeAsync();
        }
    }

    private async Task<Uri> Run(string folder, string name, Dictionary<string, string> settings, CancellationToken cancel)
    {
        var port = FreePorts.Next();
        var address = new Uri($"http://127.0.0.1:{port}/");
        var program = Path.Combine(Repository.Root, "deploy", "bench", "Bare", "bin", "Release", "net10.0", "Academy.Bare.dll");
        settings["ASPNETCORE_URLS"] = address.AbsoluteUri;
        processes.Add(await ChildProcess.Start(new("dotnet", [program], Path.Combine(folder, "logs", $"bare-{name}.log"))
        {
            Environment = settings,
            WorkingFolder = Path.GetDirectoryName(program)!,
        }));
        using var http = new HttpClient();
        return await Wait.Until(async ct => { using var answer = await http.GetAsync(new Uri(address, "rows/0"), ct); return true; }, TimeSpan.FromSeconds(30), () => processes[^1].HasExited, cancel)
            ? address
            : throw new AdviceException($"The bare {name} did not start. Its log is {Path.Combine(folder, "logs", $"bare-{name}.log")}.");
    }
}
