using Academy.Launcher.Commands;
using Academy.Launcher.Running;
using Npgsql;

namespace Academy.Launcher.Tests;

public sealed class PlatformTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_migrates_starts_and_tells_each_service_what_it_needs()
    {
        using var folder = new TemporaryFolder();
        var migrated = folder["migrated"];
        await using var platform = await Platform.Start(Options(folder) with { ExtraEnvironment = ForAll("FIXTURE_MIGRATED", migrated) }, Cancel);

        File.Exists(migrated).ShouldBeTrue();
        new NpgsqlConnectionStringBuilder(await Setting(platform, "ConnectionStrings:Database")).Username.ShouldBe("academy_learner");
        (await Setting(platform, "ConnectionStrings:Broker")).ShouldBe(platform.RabbitMqAddress.AbsoluteUri);
        (await Setting(platform, "Auth:MetadataBase")).ShouldBe(platform["Identity"].Address.AbsoluteUri.TrimEnd('/'));
        (await Setting(platform, "Secrets:Folder")).ShouldBe(platform.SecretsFolder);
        (await File.ReadAllTextAsync(Path.Combine(platform.SecretsFolder, "Identity__SigningKey"), Cancel)).ShouldStartWith("-----BEGIN PRIVATE KEY-----");
        Convert.FromBase64String(await File.ReadAllTextAsync(Path.Combine(platform.SecretsFolder, "Codes__Key"), Cancel)).Length.ShouldBe(32);
    }

    [Fact]
    public async Task A_service_that_fails_to_migrate_stops_everything_that_was_started()
    {
        using var folder = new TemporaryFolder();

        var failure = await Should.ThrowAsync<AdviceException>(() => Platform.Start(Options(folder), Cancel));

        failure.Message.ShouldContain("migrate ended with");
        File.Exists(Path.Combine(folder.Path, "postgres", "data", "postmaster.pid")).ShouldBeFalse();
    }

    [Fact]
    public void A_state_folder_that_is_not_ours_is_neither_used_nor_deleted()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["thesis.txt"], "years of work");

        Should.Throw<AdviceException>(() => StateFolder.Create(folder.Path)).Message.ShouldContain("holds something else");
        StateFolder.IsOurs(folder.Path).ShouldBeFalse();
    }

    [Fact]
    public void A_second_launcher_finds_the_state_folder_taken_until_the_first_is_gone()
    {
        using var folder = new TemporaryFolder();
        using (RunningPlatform.TryLock(folder.Path).ShouldNotBeNull())
            RunningPlatform.IsLocked(folder.Path).ShouldBeTrue();

        RunningPlatform.IsLocked(folder.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Secrets_for_compose_stay_the_same_when_made_twice()
    {
        using var folder = new TemporaryFolder();
        await ComposeSecrets.Run([folder.Path], Cancel);
        var before = Contents(folder);

        await ComposeSecrets.Run([folder.Path], Cancel);

        before.Count.ShouldBeGreaterThan(20);
        Contents(folder).ShouldBe(before);
    }

    private static PlatformOptions Options(TemporaryFolder folder) => new(folder["state"])
    {
        Services = ["Identity", "Learner"],
        FindService = Fixture.Definition,
        StartGateway = false,
        // Private servers here, whatever the test run was given: these tests look into their folders.
        PostgresAddress = null,
        RabbitMqAddress = null,
    };

    private static Dictionary<string, IReadOnlyDictionary<string, string>> ForAll(string name, string value)
        => new() { ["*"] = new Dictionary<string, string> { [name] = value } };

    private static async Task<string> Setting(Platform platform, string name)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(platform["Learner"].Address, $"/settings/{name}"), Cancel);
    }

    private static List<string> Contents(TemporaryFolder folder) => [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(file => $"{file}: {File.ReadAllText(file)}")];
}
