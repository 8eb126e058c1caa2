using System.Globalization;
using System.Text.Json;
using Academy.Launcher.Demo;
using Academy.Launcher.Running;
using Academy.Launcher.Tools;
using Npgsql;

namespace Academy.Launcher.Bench;

/// <summary>
/// A county's people, each with twenty entries. The first hundred come in through the public API, as training providers and employers
/// send them; the others are copies of theirs, row for row in every service, under ids, numbers and ledger hashes of their own
/// (<c>deploy/bench/Inside</c>), because the API takes half an hour for them.
/// </summary>
internal sealed class County
{
    public const int EntriesEach = 20;

    private readonly HttpClient http;
    private readonly Cast cast;

    private County(Platform platform, HttpClient http)
    {
        Platform = platform;
        this.http = http;
        cast = new Cast(http, new Narrator(_ => { }), Tell.Secret(platform.SecretsFolder).Trim());
    }

    public LoadedCounty Loaded { get; private set; } = null!;

    /// <summary>Everybody with twenty entries, those who came last at the end.</summary>
    public IReadOnlyList<Guid> Learners { get; private set; } = [];

    public Platform Platform { get; }

    public ApiClient Academy => cast.Academy;

    /// <summary>
    /// Brings the instance's databases to where they were when the first hundred people had just come in, so that no run finds what
    /// another one recorded; loads them first where that was never done.
    /// </summary>
    public static async Task Restore(PlatformOptions options, CancellationToken cancel)
    {
        var (data, kept) = (Path.Combine(options.StateFolder, "postgres", "data"), Path.Combine(options.StateFolder, "postgres", "county"));
        Forget(data, Path.Combine(options.StateFolder, "migrated"), Path.Combine(options.StateFolder, "rabbitmq"));
        if (!File.Exists(NoteIn(options.StateFolder)))
        {
            Forget(kept);
            LoadedCounty loaded;
            await using (var empty = await Platform.Start(options, cancel))
            {
                using var client = new HttpClient { BaseAddress = empty.GatewayAddress };
                loaded = await new CountyLoad(new Cast(client, new Narrator(_ => { }), Tell.Secret(empty.SecretsFolder).Trim()), client, empty).Run(cancel);
            }

            // The note comes last: with it there is a whole copy.
            await Copy(data, kept);
            await File.WriteAllTextAsync(NoteIn(options.StateFolder), JsonSerializer.Serialize(loaded, ApiClient.Json), cancel);
            return;
        }

        await Copy(kept, data);

        static void Forget(params string[] folders)
        {
            foreach (var folder in folders.Where(Directory.Exists))
                Directory.Delete(folder, recursive: true);
        }

        async Task Copy(string from, string to) => await Progress.Step("copy of the databases", async () =>
        {
            // With owners and rights, which PostgreSQL asks for.
            var (exitCode, output) = await Shell.Run("cp", ["-a", from, to], cancel: cancel);
            if (exitCode != 0)
                throw new AdviceException($"The county's databases were not copied: {output}");
        });
    }

    public static async Task<County> Open(Platform platform, HttpClient http, string folder, CancellationToken cancel)
    {
        var loaded = JsonSerializer.Deserialize<LoadedCounty>(await File.ReadAllTextAsync(NoteIn(folder), cancel), ApiClient.Json)!;
        var county = new County(platform, http) { Loaded = loaded };
        await county.ReadLearners(cancel);
        return county;
    }

    /// <summary>Lets people come in until there are so many.</summary>
    public async Task Grow(Inside inside, int people, CancellationToken cancel)
    {
        if (people <= Learners.Count)
            return;
        var more = people - Learners.Count;
        await Progress.Step(string.Create(CultureInfo.InvariantCulture, $"{more:N0} more people"), () => inside.Copy(Loaded.Templates, more, cancel));
        await ReadLearners(cancel);

        // What was written is on the disk before anything is measured.
        await using var server = NpgsqlDataSource.Create(Platform.PostgresAddress);
        await using var checkpoint = server.CreateCommand("CHECKPOINT");
        checkpoint.CommandTimeout = 0;
        await checkpoint.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Somebody who can ask, by the token they ask with. Tokens end after minutes: ask for it for each round.</summary>
    public Task<ApiClient> Learner(Guid learner, CancellationToken cancel) => cast.Learner("A learner", learner, cancel);

    public Task<ApiClient> Provider(CancellationToken cancel)
        => cast.WithKey("Northgate", "TrainingProvider", Loaded.TrainingProviderId, ["kitemark.write", "completions.write", "entries.write", "passport.read"], cancel);

    public Task<ApiClient> Employer(CancellationToken cancel)
        => cast.Organisation("Rosewood Care", "Employer", Loaded.EmployerId, ["passport.read", "passport.imports", "requirements.write"], cancel);

    public Task<ApiClient> Partner(CancellationToken cancel)
        => cast.Organisation("Fit for Care Gyms", "Partner", Loaded.PartnerId, ["benefits.check"], cancel);

    public string Completion(Guid version, DateOnly day, IEnumerable<Guid> learners) => Loaded.Completion(version, day, learners);

    public async Task<T> Ask<T>(string service, string sql, CancellationToken cancel)
        => (T)(await Command(service, sql, command => command.ExecuteScalarAsync(cancel)))!;

    public Task Run(string service, string sql, CancellationToken cancel) => Command(service, sql, command => command.ExecuteNonQueryAsync(cancel));

    public Task<List<T>> List<T>(string service, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel) => Command(service, sql, async command =>
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(read(reader));
        return rows;
    });

    /// <summary>Until everything that was said is heard.</summary>
    public Task Drained(CancellationToken cancel) => Rig.Until("every service has heard everything", async () =>
        await Ask<long>("Passport", "SELECT count(*) FROM outbox", cancel) == 0
        && await Ask<long>("Pathway", "SELECT count(*) FROM outbox", cancel) == 0
        && await Ask<long>("Pathway", "SELECT count(*) FROM entries", cancel) == await Ask<long>("Passport", "SELECT count(*) FROM entries", cancel), cancel, pause: 500);

    private async Task<T> Command<T>(string service, string sql, Func<NpgsqlCommand, Task<T>> run)
    {
        await using var database = NpgsqlDataSource.Create(Platform.ConnectionString(service));
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        return await run(command);
    }

    private static string NoteIn(string folder) => Path.Combine(folder, "first-hundred.json");

    private async Task ReadLearners(CancellationToken cancel)
        => Learners = await List("Passport", "SELECT learner_id FROM passports WHERE full_name LIKE 'Learner %' ORDER BY learner_id", row => row.GetGuid(0), cancel);
}
