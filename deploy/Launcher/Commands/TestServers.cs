using Academy.Launcher.Running;

namespace Academy.Launcher.Commands;

/// <summary>One PostgreSQL and one RabbitMQ for all test projects, told to them by their environment.</summary>
internal sealed class TestServers : IAsyncDisposable
{
    /// <summary>What these tests write is gone with them, so nobody waits until it is on a disk; those that kill a server run their own.</summary>
    private static readonly string[] Unsafe = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

    private PrivatePostgres? postgres;
    private PrivateRabbitMq? rabbitMq;

    public Dictionary<string, string> Environment { get; } = new()
    {
        // The summary of a test program is read; it must not be translated.
        ["TESTINGPLATFORM_UI_LANGUAGE"] = "en",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["NO_COLOR"] = "1",
    };

    public static async Task<TestServers> Start(string stateFolder, CancellationToken cancel)
    {
        var servers = new TestServers();
        try
        {
            await Task.WhenAll(
                Progress.Step("PostgreSQL", () => servers.StartPostgres(Path.Combine(stateFolder, "postgres"), cancel)),
                Progress.Step("RabbitMQ", () => servers.StartRabbitMq(Path.Combine(stateFolder, "rabbitmq"), cancel)));
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (rabbitMq is not null)
            await rabbitMq.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

    private async Task StartPostgres(string folder, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(Home.Postgres))
            postgres = await PrivatePostgres.Start(folder, Unsafe, cancel);
        Environment["ACADEMY_POSTGRES"] = postgres?.Server.AdminConnectionString ?? Home.Postgres!;
    }

    private async Task StartRabbitMq(string folder, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(Home.RabbitMq))
            rabbitMq = await PrivateRabbitMq.Start(folder, cancel);
        Environment["ACADEMY_RABBITMQ"] = rabbitMq?.Address.AbsoluteUri ?? Home.RabbitMq!;
    }
}
