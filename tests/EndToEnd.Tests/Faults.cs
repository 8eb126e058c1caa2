using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Academy.Launcher.Demo;

namespace Academy.EndToEnd.Tests;

/// <summary>What is left after completions were recorded while parts were killed, held against what was acknowledged.</summary>
internal sealed record Outcome(long Acknowledged, long LostEntries, long DoubledEntries, long LostFacts, long DoubledFacts)
{
    public override string ToString()
        => $"{Acknowledged} acknowledged; passport: {LostEntries} lost, {DoubledEntries} doubled; pathway: {LostFacts} lost, {DoubledFacts} doubled";
}

/// <summary>Records completions through the gateway, each until it is acknowledged, while parts of the platform are killed.</summary>
internal sealed class Faults(APlatform platform, HttpClient http)
{
    private const int Learners = 50;
    private const int Writers = 8;

    private readonly ConcurrentBag<(Guid Learner, DateOnly Day)> _acknowledged = [];
    private ApiClient _provider = null!;
    private List<Guid> _learners = [];
    private long _done;

    public Guid CourseMarkId { get; private set; }

    public ApiClient Academy { get; private set; } = null!;

    private Guid VersionId { get; set; }

    private Guid TrainerId { get; set; }

    /// <summary>People, a provider and a course version with its mark, all known to the Passport service.</summary>
    public async Task Prepare()
    {
        var cast = new Cast(http, new Narrator(_ => { }), Tell.Secret(platform.Running.SecretsFolder));
        Academy = cast.Academy;
        for (var i = 0; i < Learners; i++)
        {
            var learner = await Post("api/learner/v1/learners", new { fullName = $"Learner {i}", dateOfBirth = "1990-05-14" });
            _learners.Add(learner.GetProperty("learnerId").GetGuid());
        }

        var providerId = (await Post("api/kitemark/v1/providers", new { name = "Northgate Care Training" })).GetProperty("trainingProviderId").GetGuid();
        _provider = await cast.WithKey("Northgate", "TrainingProvider", providerId, ["kitemark.write", "completions.write"], CancellationToken.None);
        TrainerId = (await Post($"api/kitemark/v1/providers/{providerId}/trainers", new { name = "Dev Patel" })).GetProperty("trainerId").GetGuid();
        await Grant("TrainingProvider", providerId);
        await Post($"api/kitemark/v1/trainers/{TrainerId}/authorisations", new { trainingCategoryCode = 15, from = "2020-01-01", until = "2030-12-31" });
        var course = await Post("api/kitemark/v1/courses", new { trainingProviderId = providerId, title = "Moving people", trainingCategoryCode = 15 });
        var version = await Post(
            $"api/kitemark/v1/courses/{course.GetProperty("courseId").GetGuid()}/versions",
            new { versionLabel = "1", durationHours = 6, pricePounds = 85, mode = "FaceToFace" });
        VersionId = version.GetProperty("courseVersionId").GetGuid();
        CourseMarkId = await Grant("CourseVersion", VersionId);
        await APlatform.Until("the Passport service knows everything", async () =>
            await platform.Count("Passport", "SELECT count(*) FROM passports") == Learners
            && await platform.Count("Passport", "SELECT count(*) FROM marks") == 3
            && await platform.Count("Passport", "SELECT count(*) FROM course_versions") == 1
            && await platform.Count("Passport", "SELECT count(*) FROM organisations") == 1);
    }

    /// <summary>Records so many completions; each time another share of them is acknowledged, the next part is killed.</summary>
    public async Task Record(int completions, params Func<Task>[] kills)
    {
        var first = _acknowledged.Count;
        var work = new ConcurrentQueue<(Guid, DateOnly)>(Enumerable.Range(first, completions)
            .Select(i => (_learners[i % Learners], new DateOnly(2025, 1, 1).AddDays(i / Learners))));
        var killer = Kill(first, completions / (kills.Length + 1), kills);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Write(work)));
        await killer;
    }

    public async Task<Outcome> Settle()
    {
        var expected = _acknowledged.Distinct().LongCount();
        await APlatform.Until("the outbox is empty and Pathway has heard everything, or nothing more for half a minute", async () =>
        {
            var before = await Facts();
            var isComplete = await platform.Count("Pathway", "SELECT count(*) FROM entries") == expected;
            await Task.Delay(TimeSpan.FromSeconds(isComplete ? 2 : 30));
            return await platform.Count("Passport", "SELECT count(*) FROM outbox") == 0 && before > 0 && before == await Facts();
        }, TimeSpan.FromMinutes(8));
        var entries = await platform.Count("Passport", "SELECT count(*) FROM entries");
        var distinct = await platform.Count("Passport", "SELECT count(*) FROM (SELECT DISTINCT learner_id, completed_on FROM entries) AS e");
        var shown = await platform.Count("Passport", "SELECT sum(jsonb_array_length(document::jsonb -> 'entries')) FROM passports");
        var known = await platform.Count("Pathway", "SELECT count(*) FROM entries");
        return new Outcome(expected, expected - Math.Min(distinct, shown), entries - distinct, expected - known, await Facts() - known);
    }

    /// <summary>Pathway counts every fact it takes in about a learner; so what it took in twice shows.</summary>
    private Task<long> Facts() => platform.Count("Pathway", "SELECT coalesce(sum(version), 0) FROM learners");

    private async Task Kill(int first, int every, Func<Task>[] kills)
    {
        for (var i = 0; i < kills.Length; i++)
        {
            var due = first + ((i + 1L) * every);
            await APlatform.Until($"{due} completions are acknowledged", () => Task.FromResult(Interlocked.Read(ref _done) >= due), TimeSpan.FromMinutes(6));
            await kills[i]();
        }
    }

    private async Task Write(ConcurrentQueue<(Guid Learner, DateOnly Day)> work)
    {
        while (work.TryDequeue(out var completion))
        {
            var key = Guid.CreateVersion7().ToString();
            await APlatform.Until("a completion is acknowledged", () => IsAcknowledged(completion, key), TimeSpan.FromMinutes(6));
            _acknowledged.Add(completion);
            Interlocked.Increment(ref _done);
        }
    }

    private async Task<bool> IsAcknowledged((Guid Learner, DateOnly Day) completion, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/passport/v1/completions")
        {
            Content = JsonContent.Create(new
            {
                courseVersionId = VersionId,
                trainerId = TrainerId,
                completedOn = completion.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                learners = new[] { new { learnerId = completion.Learner } },
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _provider.Token(CancellationToken.None));
        request.Headers.Add("Idempotency-Key", key);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var response = await http.SendAsync(request, limit.Token);
        HttpStatusCode[] expected = [HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout];
        expected.ShouldContain(response.StatusCode, await response.Content.ReadAsStringAsync(CancellationToken.None));
        return response.StatusCode == HttpStatusCode.Created;
    }

    private Task<Guid> Grant(string subject, Guid subjectId)
        => Applying.For(subject, subjectId, "2020-01-01", "2030-12-31", _provider, Academy, CancellationToken.None);

    private Task<JsonElement> Post(string path, object body) => Academy.SendQuietly(HttpMethod.Post, path, body, CancellationToken.None);
}
