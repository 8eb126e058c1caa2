using System.Collections.Concurrent;
using System.Text.Json;
using Academy.Launcher.Demo;

namespace Academy.EndToEnd.Tests;

/// <summary>A kitemark is withdrawn over hundreds of records, and the real process that judges them again is killed in the middle of it.</summary>
public sealed class ReassessmentKilledTests(ITestOutputHelper output)
{
    private const int Learners = 300;

    [Fact]
    public async Task N2_a_withdrawal_whose_work_is_killed_in_the_middle_judges_every_record_once_and_gives_one_notice_to_each_person_and_employer()
    {
        await using var platform = await APlatform.Start(settingsOf: new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            // Small steps, so that there is a middle to be killed in.
            ["Passport"] = new Dictionary<string, string> { ["Reassessment__LearnersAtOnce"] = "5" },
            ["Gateway"] = new Dictionary<string, string> { ["RateLimits__ordinary"] = "1000000" },
        });
        using var http = new HttpClient { BaseAddress = platform.Running.GatewayAddress };
        var (academy, mark, employer) = await Prepare(platform, http);

        await academy.SendQuietly(
            HttpMethod.Post,
            $"api/kitemark/v1/kitemarks/{mark}/withdraw",
            new { from = "2026-01-01", consequence = "VoidFrom", voidFrom = "2025-03-01", reason = "Assessments were not observed." },
            CancellationToken.None);
        await APlatform.Until("some records are judged again", async () => await Done(platform) is > 0);
        await platform.Running["Passport"].Kill();
        var killedAt = await Done(platform);
        await platform.Running["Passport"].Start();
        await APlatform.Until("all records are judged again", async () => await platform.Count("Passport", $"SELECT count(*) FROM reassessments WHERE {OfTheWithdrawal} AND finished_at IS NULL") == 0);

        output.WriteLine($"Killed when {killedAt} of {Learners} people were done.");
        killedAt.ShouldBeInRange(1, Learners - 1, "the kill has to come in the middle");
        (await platform.Count("Passport", "SELECT count(*) FROM entries WHERE assurance = 'Recorded'")).ShouldBe(Learners);
        (await platform.Count("Passport", "SELECT count(*) FROM ledger WHERE event = 'Reassessed'")).ShouldBe(Learners, "each once");
        (await platform.Count("Passport", $"SELECT learners FROM reassessments WHERE {OfTheWithdrawal}")).ShouldBe(Learners);
        (await platform.Count("Passport", $"SELECT learners_done FROM reassessments WHERE {OfTheWithdrawal}")).ShouldBe(Learners);
        (await platform.Count("Passport", $"SELECT changed FROM reassessments WHERE {OfTheWithdrawal}")).ShouldBe(Learners);
        var notices = $"FROM notices WHERE cause_id IN (SELECT id FROM reassessments WHERE {OfTheWithdrawal})";
        (await platform.Count("Passport", $"SELECT count(*) {notices}")).ShouldBe(Learners + 1, "one to each person and one to their employer");
        (await platform.Count("Passport", $"SELECT count(DISTINCT recipient_id) {notices}")).ShouldBe(Learners + 1);
        (await platform.Count("Passport", $"SELECT people {notices} AND recipient_id = '{employer}'")).ShouldBe(Learners);
        await APlatform.Until("Pathway has heard of each once", async () =>
            await platform.Count("Pathway", "SELECT count(*) FROM entries WHERE assurance = 'Recorded'") == Learners
            && await platform.Count("Pathway", "SELECT sum(version) FROM learners") == 2 * Learners);
    }

    /// <summary>The grant of the mark had work of its own, of nobody.</summary>
    private const string OfTheWithdrawal = """
        id = (
            SELECT id FROM reassessments WHERE mark_id = (SELECT id FROM marks WHERE period @> '{"decisions":[{"kind":"Withdrawn"}]}')
            ORDER BY asked_at DESC LIMIT 1)
        """;

    private static Task<long> Done(APlatform platform) => platform.Count("Passport", $"SELECT coalesce(max(learners_done), 0) FROM reassessments WHERE {OfTheWithdrawal}");

    /// <summary>People who all work for one employer that sees their passports, each with one kitemarked completion.</summary>
    private static async Task<(ApiClient Academy, Guid Mark, Guid Employer)> Prepare(APlatform platform, HttpClient http)
    {
        var cast = new Cast(http, new Narrator(_ => { }), Tell.Secret(platform.Running.SecretsFolder));
        var academy = cast.Academy;
        var provider = (await Post(academy, "api/kitemark/v1/providers", new { name = "Northgate Care Training" })).GetProperty("trainingProviderId").GetGuid();
        var school = await cast.WithKey("Northgate", "TrainingProvider", provider, ["kitemark.write", "completions.write"], CancellationToken.None);
        var trainer = (await Post(academy, $"api/kitemark/v1/providers/{provider}/trainers", new { name = "Dev Patel" })).GetProperty("trainerId").GetGuid();
        await Applying.For("TrainingProvider", provider, "2020-01-01", "2030-12-31", school, academy, CancellationToken.None);
        await Post(academy, $"api/kitemark/v1/trainers/{trainer}/authorisations", new { trainingCategoryCode = 15, from = "2020-01-01", until = "2030-12-31" });
        var course = (await Post(academy, "api/kitemark/v1/courses", new { trainingProviderId = provider, title = "Moving people", trainingCategoryCode = 15 })).GetProperty("courseId").GetGuid();
        var version = (await Post(academy, $"api/kitemark/v1/courses/{course}/versions", new { versionLabel = "1", durationHours = 6, pricePounds = 85, mode = "FaceToFace" }))
            .GetProperty("courseVersionId").GetGuid();
        var mark = await Applying.For("CourseVersion", version, "2020-01-01", "2030-12-31", school, academy, CancellationToken.None);
        var learners = new ConcurrentBag<Guid>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Learners), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            learners.Add((await Post(academy, "api/learner/v1/learners", new { fullName = $"Learner {i}", dateOfBirth = "1990-05-14" })).GetProperty("learnerId").GetGuid()));
        await APlatform.Until("the Passport service knows everything", async () =>
            await platform.Count("Passport", "SELECT count(*) FROM passports") == Learners
            && await platform.Count("Passport", "SELECT count(*) FROM marks") == 3
            && await platform.Count("Passport", "SELECT count(*) FROM course_versions") == 1
            && await platform.Count("Passport", "SELECT count(*) FROM organisations") == 1);
        foreach (var some in learners.Chunk(100))
        {
            await Post(school, "api/passport/v1/completions", new { courseVersionId = version, trainerId = trainer, completedOn = "2025-06-01", learners = some.Select(id => new { learnerId = id }) });
        }

        // Consents of three hundred people are not what is tested; the service finds them as if they had been heard of.
        var employer = Guid.CreateVersion7();
        await platform.Count("Passport", $"""
            WITH added AS (
                INSERT INTO employments (id, version, learner_id, employer_id, started_on, shares_passport)
                SELECT gen_random_uuid(), 1, learner_id, '{employer}', '2025-01-01', true FROM passports RETURNING 1)
            SELECT count(*) FROM added
            """);
        await APlatform.Until("Pathway knows every entry", async () => await platform.Count("Pathway", "SELECT count(*) FROM entries WHERE assurance = 'Kitemarked'") == Learners);
        return (academy, mark, employer);
    }

    private static Task<JsonElement> Post(ApiClient client, string path, object body) => client.SendQuietly(HttpMethod.Post, path, body, CancellationToken.None);
}
