using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Academy.Launcher.Demo;

namespace Academy.Launcher.Bench;

/// <summary>What is measured. Each is asked of the platform through its gateway, with tokens, policies and all that is logged.</summary>
internal sealed class Scenarios(County county, BareServer bare, HttpClient http, int seconds)
{
    /// <summary>How many people ask for themselves at once; each has a token of their own.</summary>
    private const int Askers = 40;
    private const int SharesEach = 5;
    private const int ClassOf = 20;

    /// <summary>More than the machine can do, so that no completion is sent twice within a round.</summary>
    private const int MostPerSecond = 4_000;

    private static readonly DateOnly Before = new(2020, 2, 1);

    private readonly Dictionary<Guid, ApiClient> askers = [];
    private ApiClient? provider;
    private int recorded;

    /// <summary>By the number it has in the project's table of targets.</summary>
    public IReadOnlyList<(string Id, Func<CancellationToken, Task<Scenario>> Prepare)> All =>
    [
        ("P1", PassportRead),
        ("P2", PassportUnchanged),
        ("P3", CheckByCode),
        ("P4", OneCompletion),
        ("P4b", AClass),
        ("P14", GatewayAlone),
    ];

    private Uri Gateway => county.Platform.GatewayAddress;

    private async Task<Scenario> PassportRead(CancellationToken cancel)
    {
        var learners = await Own(cancel);
        return new("P1", "passport read by the person", "a bare row through a bare YARP", 0.6)
        {
            Ours = new(Gateway, ct => Each(learners, (learner, token) => new("GET", Passport(learner), token), ct)),
            Bare = new(bare.Proxy, _ => Fixed(learners.Select(learner => new LoadRequest("GET", $"/rows/{learner}")))),
        };
    }

    private async Task<Scenario> PassportUnchanged(CancellationToken cancel)
    {
        var learners = await Own(cancel);
        var tags = new Dictionary<Guid, string>();
        foreach (var learner in learners)
        {
            var (document, tag) = await Read(learner, cancel);
            tags[learner] = tag;
            using var kept = await http.PostAsync(new Uri(bare.Rows, $"kept/{learner}"), new StringContent(document), cancel);
            kept.EnsureSuccessStatusCode();
        }

        return new("P2", "passport read again, unchanged", "a document from memory, unchanged, through a bare YARP", 0.75)
        {
            Ours = new(Gateway, ct => Each(learners, (learner, token) => new("GET", Passport(learner), token, tags[learner]), ct)),
            Bare = new(bare.Proxy, _ => Fixed(learners.Select(learner => new LoadRequest("GET", $"/kept/{learner}", "", "\"1\"")))),
        };
    }

    private async Task<Scenario> CheckByCode(CancellationToken cancel)
    {
        var bodies = new List<string>();
        foreach (var learner in await Own(cancel))
        {
            var born = await county.Ask<DateTime>("Passport", $"SELECT date_of_birth::timestamp FROM passports WHERE learner_id = '{learner}'", cancel);
            await StopShares(learner, cancel);
            for (var share = 0; share < SharesEach; share++)
            {
                var made = await askers[learner].SendQuietly(HttpMethod.Post, $"api/passport/v1/learners/{learner}/shares", new { days = 1 }, cancel);
                bodies.Add(JsonSerializer.Serialize(new { code = made.GetProperty("code").GetString(), dateOfBirth = DateOnly.FromDateTime(born) }));
            }
        }

        return new("P3", "public check by share code", "a bare INSERT through a bare YARP", 0.5)
        {
            Ours = new(Gateway, _ => Fixed(bodies.Select(body => new LoadRequest("POST", "/api/passport/v1/checks", Body: body)))),
            Bare = Inserts(bodies),
        };
    }

    private async Task<Scenario> OneCompletion(CancellationToken cancel) => await Completions("P4", "one completion recorded", 1, 0.35, cancel);

    private async Task<Scenario> AClass(CancellationToken cancel) => await Completions("P4b", $"entries of classes of {ClassOf} recorded", ClassOf, 0.35, cancel);

    private async Task<Scenario> Completions(string id, string what, int people, double target, CancellationToken cancel)
    {
        provider ??= await county.Provider(cancel);
        var day = await NewDay(cancel);
        return new(id, what, "a bare INSERT through a bare YARP", target)
        {
            Ours = new(Gateway, async ct =>
            {
                var token = await provider.Token(ct);
                return [.. Enumerable.Range(0, seconds * MostPerSecond / people).Select(_ => new LoadRequest("POST", "/api/passport/v1/completions", token, Body: Next(people, day)))];
            }, people),
            Bare = Inserts([.. Enumerable.Range(0, 100).Select(_ => Next(1, day))]),
        };
    }

    private Task<Scenario> GatewayAlone(CancellationToken cancel)
    {
        // Something every gateway could answer for, behind both: what the Passport service has ready and nobody signs in for.
        const string path = "/.well-known/did.json";
        return Task.FromResult(new Scenario("P14", "the gateway alone, before a document of the Passport service", "a bare YARP before the same", 0.85)
        {
            Ours = new(Gateway, _ => Fixed([new("GET", path)])),
            Bare = new(bare.ProxyOfPassport, _ => Fixed([new("GET", path)])),
        });
    }

    /// <summary>A completion nobody has recorded yet: person after person, then course after course, then day after day.</summary>
    private string Next(int people, DateOnly firstDay)
    {
        var at = recorded++;
        var groups = county.Learners.Count / people;
        return county.Completion(
            county.Loaded.CourseVersions[at / groups % County.EntriesEach],
            firstDay.AddDays(at / groups / County.EntriesEach),
            Enumerable.Range(at % groups * people, people).Select(index => county.Learners[index]));
    }

    /// <summary>The first day no earlier run has recorded anything for.</summary>
    private async Task<DateOnly> NewDay(CancellationToken cancel)
    {
        recorded = 0;
        var last = await county.Ask<DateTime>(
            "Passport", $"SELECT coalesce(max(completed_on), '{Before:yyyy-MM-dd}')::timestamp FROM entries WHERE completed_on < '{County.FirstDay:yyyy-MM-dd}'", cancel);
        return DateOnly.FromDateTime(last).AddDays(1);
    }

    private Side Inserts(IReadOnlyList<string> bodies)
        => new(bare.Proxy, _ => Fixed(bodies.Select(body => new LoadRequest("POST", "/rows", Body: body))));

    private async Task<IReadOnlyList<Guid>> Own(CancellationToken cancel)
    {
        // Spread over the whole table.
        var learners = Enumerable.Range(0, Askers).Select(at => county.Learners[at * (county.Learners.Count / Askers)]).ToList();
        foreach (var learner in learners.Where(learner => !askers.ContainsKey(learner)))
            askers[learner] = await county.Learner(learner, cancel);
        return learners;
    }

    private async Task<IReadOnlyList<LoadRequest>> Each(IReadOnlyList<Guid> learners, Func<Guid, string, LoadRequest> request, CancellationToken cancel)
    {
        var requests = new List<LoadRequest>();
        foreach (var learner in learners)
            requests.Add(request(learner, await askers[learner].Token(cancel)));
        return requests;
    }

    private async Task<(string Document, string Tag)> Read(Guid learner, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Passport(learner));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await askers[learner].Token(cancel));
        using var response = await http.SendAsync(request, cancel);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadAsStringAsync(cancel), response.Headers.ETag!.ToString());
    }

    /// <summary>Those of earlier runs: a person has ten live shares at most.</summary>
    private async Task StopShares(Guid learner, CancellationToken cancel)
    {
        var list = await askers[learner].SendQuietly(HttpMethod.Get, $"api/passport/v1/learners/{learner}/shares", null, cancel);
        foreach (var share in list.GetProperty("shares").EnumerateArray())
            await askers[learner].SendQuietly(HttpMethod.Delete, $"api/passport/v1/shares/{share.GetProperty("shareId").GetGuid()}", null, cancel);
    }

    private static string Passport(Guid learner) => string.Create(CultureInfo.InvariantCulture, $"/api/passport/v1/learners/{learner}/passport");

    private static Task<IReadOnlyList<LoadRequest>> Fixed(IEnumerable<LoadRequest> requests) => Task.FromResult<IReadOnlyList<LoadRequest>>([.. requests]);
}
