using Academy.Launcher.Demo;
using Academy.Launcher.Running;
using Npgsql;

namespace Academy.EndToEnd.Tests;

/// <summary>A whole platform of its own, with private servers, that goes when the test ends.</summary>
internal sealed class APlatform : IAsyncDisposable
{
    private APlatform(string folder, Platform platform)
    {
        Folder = folder;
        Running = platform;
    }

    public string Folder { get; }

    public Platform Running { get; }

    public static async Task<APlatform> Start(
        bool startServices = true,
        bool isKilled = false,
        IReadOnlyDictionary<string, string>? settings = null,
        IReadOnlyDictionary<string, string>? gatewaySettings = null,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? settingsOf = null)
    {
        var folder = await EmptyPlatform.Copy();
        var platform = await Platform.Start(new PlatformOptions(folder)
        {
            StartServices = startServices,
            // Where nothing is killed, nobody waits until what is written is on a disk.
            PostgresSettings = isKilled ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
            ExtraEnvironment = settingsOf ?? new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["*"] = settings ?? new Dictionary<string, string>(),
                // Services that are busy with a start, or with another project's tests, are not away.
                ["Portal"] = new Dictionary<string, string> { ["Portal__LongestAnswer"] = "00:01:00" },
                ["Gateway"] = gatewaySettings ?? new Dictionary<string, string> { ["RateLimits__ordinary"] = "1000000" },
            },
        });
        return new APlatform(folder, platform);
    }

    /// <summary>A number out of a service's own database.</summary>
    public Task<long> Count(string service, string sql) => Count(Running, service, sql);

    public static async Task<long> Count(Platform platform, string service, string sql)
        => Convert.ToInt64(await Value(platform, service, sql), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>One value out of a service's own database.</summary>
    public static async Task<object?> Value(Platform platform, string service, string sql)
    {
        await using var connection = new NpgsqlConnection($"{platform.ConnectionString(service)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Waits for a condition; what it was is in the failure.</summary>
    public static async Task Until(string what, Func<Task<bool>> isSo, TimeSpan? atMost = null)
    {
        var limit = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(limit) < (atMost ?? TimeSpan.FromMinutes(4)))
        {
            try
            {
                if (await isSo())
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or HttpRequestException or TaskCanceledException or StoryBroken)
            {
                // A part that was killed is not back yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        Assert.Fail($"Waited in vain until {what}.");
    }

    public async Task KillAndStart(string service)
    {
        await Running[service].Kill();
        await Running[service].Start();
        await Running[service].WaitUntilReady(TimeSpan.FromMinutes(4));
    }

    public Task Pause(string service)
    {
        Running[service].Pause();
        return Task.CompletedTask;
    }

    /// <summary>In the middle of handling what had piled up while it was paused.</summary>
    public async Task KillWhileItCatchesUp()
    {
        var before = await Count("Pathway", "SELECT count(*) FROM entries");
        Running["Pathway"].Continue();
        await Until("Pathway catches up", async () => await Count("Pathway", "SELECT count(*) FROM entries") > before + 5);
        await KillAndStart("Pathway");
    }

    /// <summary>What was delivered to the paused service is handled after the broker has gone, and delivered again when it is back.</summary>
    public async Task KillBrokerUnderItsHands()
    {
        await Running.RabbitMq!.Kill();
        Running["Pathway"].Continue();
        await Running.RabbitMq.StartAgain();
    }

    public async Task KillBroker()
    {
        await Running.RabbitMq!.Kill();
        await Running.RabbitMq.StartAgain();
    }

    public async Task KillDatabase()
    {
        await Running.Postgres!.Kill();
        await Running.Postgres.StartAgain();
    }

    public async ValueTask DisposeAsync()
    {
        List<(string Kind, string Text)> secrets = [.. Logs.SecretsOf(Running)];
        await Running.DisposeAsync();
        Logs.Read(Folder).ShouldHoldNoSecret(secrets);
        Directory.Delete(Folder, recursive: true);
    }
}
