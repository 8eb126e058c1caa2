using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Academy.Launcher.Demo;
using Academy.Launcher.Running;
using Academy.Launcher.Tools;
using Npgsql;

namespace Academy.Launcher.Bench;

/// <summary>The county as it was loaded; kept beside the databases, so that the next run finds it.</summary>
internal sealed record LoadedCounty(int People, Guid TrainingProviderId, Guid TrainerId, IReadOnlyList<Guid> CourseVersions);

/// <summary>
/// A county's people, each with twenty entries, loaded through the public API as training providers would, so that everything
/// that belongs to an entry is there: ledger, document, credential to come, points, eligibility.
/// </summary>
internal sealed class County
{
    public const int EntriesEach = 20;

    private const int Writers = 6;
    private const int ClassOf = 100;

    /// <summary>Every loaded entry is of this day or later; what a bench records is of earlier ones.</summary>
    public static readonly DateOnly FirstDay = new(2024, 1, 8);

    private readonly Platform platform;
    private readonly HttpClient http;
    private readonly Cast cast;

    private County(Platform platform, HttpClient http)
    {
        this.platform = platform;
        this.http = http;
        cast = new Cast(http, new Narrator(_ => { }), Tell.Secret(platform.SecretsFolder));
    }

    public LoadedCounty Loaded { get; private set; } = null!;

    public IReadOnlyList<Guid> Learners { get; private set; } = [];

    public Platform Platform => platform;

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    /// <summary>
    /// Brings the instance's databases to where they were when the county had just been loaded, so that no run finds what another one
    /// recorded; loads it first where that was never done.
    /// </summary>
    public static async Task Restore(PlatformOptions options, int people, CancellationToken cancel)
    {
        var (data, kept) = (Path.Combine(options.StateFolder, "postgres", "data"), Path.Combine(options.StateFolder, "postgres", "county"));
        var note = NoteIn(options.StateFolder);
        if (!File.Exists(note))
        {
            LoadedCounty loaded;
            await using (var empty = await Platform.Start(options, cancel))
            {
                using var client = new HttpClient { BaseAddress = empty.GatewayAddress };
                loaded = await new County(empty, client).Load(people, cancel);
            }

            // The note comes last: with it there is a whole copy.
            await Copy(data, kept);
            await File.WriteAllTextAsync(note, JsonSerializer.Serialize(loaded, ApiClient.Json), cancel);
            return;
        }

        if ((await Read(note, cancel)).People is var there && there != people)
            throw new AdviceException($"{options.StateFolder} holds a county of {there:N0} people. Measure that one (--people {there}), or delete the folder for another.");
        Directory.Delete(data, recursive: true);
        Directory.Delete(Path.Combine(options.StateFolder, "migrated"), recursive: true);
        await Copy(kept, data);

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
        var county = new County(platform, http) { Loaded = await Read(NoteIn(folder), cancel) };
        county.Learners = await county.ReadLearners(cancel);
        return county;
    }

    /// <summary>Somebody who can ask, by the token they ask with. Tokens end after minutes: ask for it for each round.</summary>
    public Task<ApiClient> Learner(Guid learner, CancellationToken cancel) => cast.Learner("A learner", learner, cancel);

    public Task<ApiClient> Provider(CancellationToken cancel)
        => cast.WithKey("Northgate", "TrainingProvider", Loaded.TrainingProviderId, ["kitemark.write", "completions.write"], cancel);

    public string Completion(Guid version, DateOnly day, IEnumerable<Guid> learners) => JsonSerializer.Serialize(new
    {
        courseVersionId = version,
        trainerId = Loaded.TrainerId,
        completedOn = day,
        learners = learners.Select(learner => new { learnerId = learner }),
    });

    public async Task<T> Ask<T>(string service, string sql, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(platform.ConnectionString(service));
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static string NoteIn(string folder) => Path.Combine(folder, "county.json");

    private static async Task<LoadedCounty> Read(string note, CancellationToken cancel)
        => JsonSerializer.Deserialize<LoadedCounty>(await File.ReadAllTextAsync(note, cancel), ApiClient.Json)!;

    private async Task<LoadedCounty> Load(int people, CancellationToken cancel)
    {
        var academy = cast.Academy;
        await Many($"{people:N0} people", people, at => Post(academy, "api/learner/v1/learners", JsonSerializer.Serialize(
            new { fullName = $"Learner {Letters(at)}", dateOfBirth = BirthOf(at) }), cancel), cancel);
        var provider = await academy.SendQuietly(HttpMethod.Post, "api/kitemark/v1/providers", new { name = "Northgate Care Training" }, cancel);
        var loaded = new LoadedCounty(people, provider.GetProperty("trainingProviderId").GetGuid(), default, []);
        Loaded = loaded;
        var own = await Provider(cancel);
        var trainer = (await own.SendQuietly(HttpMethod.Post, $"api/kitemark/v1/providers/{loaded.TrainingProviderId}/trainers", new { name = "Dev Patel" }, cancel)).GetProperty("trainerId").GetGuid();
        await academy.SendQuietly(HttpMethod.Post, $"api/kitemark/v1/trainers/{trainer}/authorisations", new { trainingCategoryCode = 15, from = "2020-01-01", until = "2030-12-31" }, cancel);
        await Applying.For("TrainingProvider", loaded.TrainingProviderId, "2020-01-01", "2030-12-31", own, academy, cancel);
        Loaded = loaded with { TrainerId = trainer, CourseVersions = await Courses(loaded.TrainingProviderId, own, academy, cancel) };
        await Heard(people, cancel);
        Learners = await ReadLearners(cancel);
        var classes = Learners.Chunk(ClassOf).ToList();
        await Many($"{people * EntriesEach:N0} entries, by classes of {ClassOf}", classes.Count * EntriesEach, at => Post(own, "api/passport/v1/completions", Completion(
            Loaded.CourseVersions[at % EntriesEach], FirstDay.AddDays(at % EntriesEach * 30), classes[at / EntriesEach]), cancel), cancel);
        await Drained(cancel);
        return Loaded;
    }

    private static async Task<List<Guid>> Courses(Guid provider, ApiClient own, ApiClient academy, CancellationToken cancel)
    {
        var versions = new List<Guid>();
        for (var course = 0; course < EntriesEach; course++)
        {
            var created = await own.SendQuietly(HttpMethod.Post, "api/kitemark/v1/courses", new { trainingProviderId = provider, title = $"Moving people, part {course + 1}", trainingCategoryCode = 15 }, cancel);
            var version = await own.SendQuietly(HttpMethod.Post, $"api/kitemark/v1/courses/{created.GetProperty("courseId").GetGuid()}/versions", new { versionLabel = "1", durationHours = 6, pricePounds = 85, mode = "FaceToFace" }, cancel);
            versions.Add(version.GetProperty("courseVersionId").GetGuid());
            await Applying.For("CourseVersion", versions[^1], "2020-01-01", "2030-12-31", own, academy, cancel);
        }

        return versions;
    }

    private async Task Heard(int people, CancellationToken cancel)
        => await Until("the Passport service has heard of everybody", async () =>
            await Ask<long>("Passport", "SELECT count(*) FROM passports", cancel) >= people
            && await Ask<long>("Passport", "SELECT count(*) FROM course_versions", cancel) == EntriesEach
            && await Ask<long>("Passport", "SELECT count(*) FROM marks", cancel) == EntriesEach + 2, cancel);

    private async Task Drained(CancellationToken cancel)
        => await Until("the other services have heard of every entry", async () =>
            await Ask<long>("Passport", "SELECT count(*) FROM outbox", cancel) == 0
            && await Ask<long>("Pathway", "SELECT count(*) FROM entries", cancel) == await Ask<long>("Passport", "SELECT count(*) FROM entries", cancel), cancel);

    private static async Task Until(string what, Func<Task<bool>> isSo, CancellationToken cancel)
        => await Progress.Step(what, async () =>
        {
            while (!await isSo())
                await Task.Delay(500, cancel);
        });

    private async Task<IReadOnlyList<Guid>> ReadLearners(CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(platform.ConnectionString("Passport"));
        await using var command = database.CreateCommand($"SELECT learner_id FROM passports ORDER BY learner_id LIMIT {Loaded.People.ToString(Invariant)}");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var learners = new List<Guid>();
        while (await reader.ReadAsync(cancel))
            learners.Add(reader.GetGuid(0));
        return learners;
    }

    /// <summary>Does something many times, several at once, and says now and then how far it is.</summary>
    private static async Task Many(string what, int times, Func<int, Task> work, CancellationToken cancel)
    {
        var (since, done, told) = (Stopwatch.StartNew(), 0, TimeSpan.Zero);
        await Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancel }, async (at, _) =>
        {
            await work(at);
            if (Interlocked.Increment(ref done) % 100 == 0 && since.Elapsed - told > TimeSpan.FromSeconds(15))
            {
                told = since.Elapsed;
                Progress.Say($"  {what}: {100.0 * done / times:0} %");
            }
        });
        Progress.Done(what, since.Elapsed);
    }

    private async Task Post(ApiClient who, string path, string body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await who.Token(cancel));
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await http.SendAsync(request, cancel);
        if (response.StatusCode != HttpStatusCode.Created)
            throw new AdviceException($"{path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancel)}");
    }

    private static string BirthOf(int at) => new DateOnly(1960, 1, 1).AddDays(at % 15_000).ToString("yyyy-MM-dd", Invariant);

    /// <summary>A name of letters alone, as people have.</summary>
    private static string Letters(int at)
        => string.Concat(at.ToString("D6", Invariant).Select(digit => (char)('a' + digit - '0')));
}
