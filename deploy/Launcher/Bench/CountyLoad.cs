using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Academy.Launcher.Demo;
using Academy.Launcher.Running;
using Npgsql;

namespace Academy.Launcher.Bench;

/// <summary>What came in through the API; kept beside the databases, so that the next run finds it.</summary>
/// <param name="Templates">The people the others are copies of.</param>
/// <param name="Newcomer">Somebody without an entry.</param>
/// <param name="Marks">The kitemarks of the course versions, in their order.</param>
internal sealed record LoadedCounty(
    IReadOnlyList<Guid> Templates, Guid Newcomer, Guid TrainingProviderId, Guid TrainerId, IReadOnlyList<Guid> CourseVersions, IReadOnlyList<Guid> Marks,
    Guid EmployerId, Guid PartnerId, Guid OfferId)
{
    /// <summary>Every loaded entry is of this day or later; what a bench records is of earlier ones.</summary>
    public static readonly DateOnly FirstDay = new(2024, 1, 8);

    public string Completion(Guid version, DateOnly day, IEnumerable<Guid> learners) => JsonSerializer.Serialize(new
    {
        courseVersionId = version,
        trainerId = TrainerId,
        completedOn = day,
        learners = learners.Select(learner => new { learnerId = learner }),
    });
}

/// <summary>Brings in the first hundred people through the public API, with the course provider, the employer of every eighth of them, and a partner.</summary>
internal sealed class CountyLoad(Cast cast, HttpClient http, Platform platform)
{
    private const int People = 100;
    private const int Writers = 4;

    /// <summary>Every eighth works for the employer and lets it see the passport.</summary>
    private const int StaffAmong = 8;
    private const string Workplace = "RW-1";

    public async Task<LoadedCounty> Run(CancellationToken cancel)
    {
        var academy = cast.Academy;
        var learners = new Guid[People + 1];
        await Progress.Step($"{People} people", () => Many(learners.Length, async at => learners[at] = (await Post(academy, "api/learner/v1/learners", JsonSerializer.Serialize(
            new { fullName = $"{(at < People ? "Learner" : "Newcomer")} {Letters(at)}", dateOfBirth = BirthOf(at) }), cancel)).GetProperty("learnerId").GetGuid(), cancel));
        var provider = await Made(academy, "api/kitemark/v1/providers", new { name = "Northgate Care Training" }, "trainingProviderId", cancel);
        var own = await cast.WithKey("Northgate", "TrainingProvider", provider, ["kitemark.write", "completions.write"], cancel);
        var trainer = await Made(own, $"api/kitemark/v1/providers/{provider}/trainers", new { name = "Dev Patel" }, "trainerId", cancel);
        await Applying.For("TrainingProvider", provider, "2020-01-01", "2030-12-31", own, academy, cancel);
        await academy.SendQuietly(HttpMethod.Post, $"api/kitemark/v1/trainers/{trainer}/authorisations", new { trainingCategoryCode = 15, from = "2020-01-01", until = "2030-12-31" }, cancel);
        var (versions, marks) = await Courses(provider, own, academy, cancel);
        var partner = await Made(academy, "api/benefits/v1/partners", new { name = "Fit for Care Gyms" }, "partnerId", cancel);
        var offer = await Made(academy, "api/benefits/v1/offers", new { partnerId = partner, name = "Half-price gym", description = "Half price at every gym.", validFrom = "2020-01-01", validUntil = "2099-12-31", rule = new { minimumTier = 1 } }, "offerId", cancel);
        var employer = await Made(academy, "api/learner/v1/employers", new { name = "Rosewood Care", kind = "Private" }, "employerId", cancel);
        var loaded = new LoadedCounty(learners[..People], learners[People], provider, trainer, versions, marks, employer, partner, offer);
        await Staff(employer, loaded.Templates, cancel);
        await Heard("the Passport service has heard of everybody", "Passport", $"(SELECT count(*) FROM passports) >= {learners.Length} AND (SELECT count(*) FROM marks) = {County.EntriesEach + 2} AND (SELECT count(*) FROM course_versions) = {County.EntriesEach}", cancel);
        await Progress.Step("their entries", () => Many(County.EntriesEach, at => Post(own, "api/passport/v1/completions", loaded.Completion(
            versions[at], LoadedCounty.FirstDay.AddDays(at * 30), loaded.Templates), cancel), cancel));
        await Heard("the other services have heard of every entry", "Pathway", $"(SELECT count(*) FROM entries) = {People * County.EntriesEach}", cancel);
        await Heard("Benefits has heard of every tier", "Benefits", $"(SELECT count(*) FROM tiers) = {People}", cancel);
        await Heard("Identity has heard of every entry", "Identity", $"(SELECT count(*) FROM known_completions) = {People * County.EntriesEach}", cancel);
        return loaded;
    }

    private static async Task<(List<Guid> Versions, List<Guid> Marks)> Courses(Guid provider, ApiClient own, ApiClient academy, CancellationToken cancel)
    {
        var (versions, marks) = (new List<Guid>(), new List<Guid>());
        for (var course = 0; course < County.EntriesEach; course++)
        {
            var created = await Made(own, "api/kitemark/v1/courses", new { trainingProviderId = provider, title = $"Moving people, part {course + 1}", trainingCategoryCode = 15 }, "courseId", cancel);
            versions.Add(await Made(own, $"api/kitemark/v1/courses/{created}/versions", new { versionLabel = "1", durationHours = 6, pricePounds = 85, mode = "FaceToFace" }, "courseVersionId", cancel));
            marks.Add(await Applying.For("CourseVersion", versions[^1], "2020-01-01", "2030-12-31", own, academy, cancel));
        }

        return (versions, marks);
    }

    private async Task Staff(Guid employer, IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        var system = await cast.Organisation("Rosewood Care", "Employer", employer, ["learner.imports"], cancel);
        await system.SendQuietly(HttpMethod.Post, "api/learner/v1/imports", PersonaStaff.WorkplaceFile(), cancel);
        for (var at = 0; at < people.Count; at += StaffAmong)
        {
            var employment = await Made(cast.Academy, $"api/learner/v1/learners/{people[at]}/employments", new
            {
                employerId = employer,
                dateOfBirth = BirthOf(at),
                startedOn = "2024-01-01",
                jobRoleCode = 8,
                kind = "Employee",
                workplaceReference = Workplace,
                workerReference = $"W-{Letters(at)}",
            }, "employmentId", cancel);
            var person = await cast.Learner("A learner", people[at], cancel);
            await person.SendQuietly(HttpMethod.Post, $"api/learner/v1/employments/{employment}/consent", new { sharesPassport = true }, cancel);
        }

        await Heard("the Passport service has heard of the staff", "Passport", $"(SELECT count(*) FROM employments WHERE shares_passport) = {(people.Count + StaffAmong - 1) / StaffAmong}", cancel);
    }

    private async Task Heard(string what, string service, string condition, CancellationToken cancel) => await Progress.Step(what, async () =>
    {
        await using var database = NpgsqlDataSource.Create(platform.ConnectionString(service));
        await Rig.Until(what, async () =>
        {
            await using var command = database.CreateCommand($"SELECT {condition}");
            return (bool)(await command.ExecuteScalarAsync(cancel))!;
        }, cancel);
    });

    private static Task Many(int times, Func<int, Task> work, CancellationToken cancel)
        => Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancel }, async (at, _) => await work(at));

    private static async Task<Guid> Made(ApiClient who, string path, object body, string id, CancellationToken cancel)
        => (await who.SendQuietly(HttpMethod.Post, path, body, cancel)).GetProperty(id).GetGuid();

    private async Task<JsonElement> Post(ApiClient who, string path, string body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await who.Token(cancel));
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await http.SendAsync(request, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        return response.StatusCode == HttpStatusCode.Created
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new AdviceException($"{path} answered {(int)response.StatusCode}: {text}");
    }

    private static string BirthOf(int at) => new DateOnly(1960, 1, 1).AddDays(at * 150).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A name of letters alone, as people have.</summary>
    private static string Letters(int at)
        => string.Concat(at.ToString("D6", CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));
}
