using System.Text.Json;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>
/// How long after a completion was committed the tier it leads to can be read as eligibility: two hops, Passport to Pathway to Benefits.
/// PostgreSQL itself says when each row was committed (track_commit_timestamp), so nobody asks again and again meanwhile.
/// </summary>
internal sealed class TwoHops : IScenario
{
    private const int PerSecond = 100;
    private const int SecondsEach = 8;

    /// <summary>What a connection waits between two requests, about; its request takes a few milliseconds of its share.</summary>
    private const int Pause = (1000 * Wrk.Connections / PerSecond) - 10;

    public string Id => "P5";

    public string What => "completion committed → tier → eligibility readable, 100 /s";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var newcomers = await Newcomers(rig, (rig.FewRounds + 1) * SecondsEach * PerSecond * 3 / 2, cancel);
        using var http = new HttpClient { BaseAddress = rig.Bare.Rows };
        var (p50, p99, loads) = (new List<Round>(), new List<Round>(), new List<Load>());
        for (var round = 0; round <= rig.FewRounds; round++)
        {
            var (load, ours) = await Ours(rig, newcomers.Chunk(SecondsEach * PerSecond * 3 / 2).ElementAt(round), cancel);
            var bare = await Bare(rig, http, cancel);

            // The first is for warming up.
            if (round == 0)
                continue;
            loads.Add(load);
            p50.Add(new Round(Spread.Percentile(ours, 50), bare.GetProperty("p50").GetDouble()));
            p99.Add(new Round(Spread.Percentile(ours, 99), bare.GetProperty("p99").GetDouble()));
        }

        const string reference = "one bare MassTransit hop at the same pace";
        rig.Findings.Add(new Line(Id, $"{What}, p50", "ms", reference, Target.AtMost(8), p50));
        rig.Findings.Add(new Line(Id, $"{What}, p99", "ms", reference, Target.AtMost(8), p99));
        var middle = loads.OrderBy(load => load.MicrosecondsEach).ElementAt(loads.Count / 2);
        rig.Findings.Told(Id, "how much of the machine completions at this pace take, with all that follows from them", $"{middle.MicrosecondsEach * middle.PerSecond / 1e6 / Environment.ProcessorCount:P0}, {middle.PerSecond:0} /s");
    }

    /// <summary>People who have no entry yet, so that their first one leads to a tier.</summary>
    private static async Task<List<Guid>> Newcomers(Rig rig, int count, CancellationToken cancel)
    {
        await rig.Inside.Copy([rig.County.Loaded.Newcomer], count, cancel);
        return await rig.County.List("Passport", "SELECT learner_id FROM passports WHERE full_name LIKE 'Newcomer %' ORDER BY learner_id", row => row.GetGuid(0), cancel);
    }

    private static async Task<(Load Load, List<double> Milliseconds)> Ours(Rig rig, IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        var token = await (await rig.People.Provider(cancel)).Token(cancel);
        var loaded = rig.County.Loaded;
        var load = await Wrk.Run(rig.Gateway, people.Select(learner => new LoadRequest(
            "POST", Completions.Path, token, Body: loaded.Completion(loaded.CourseVersions[0], LoadedCounty.FirstDay, [learner]))), SecondsEach, cancel, Pause);
        await rig.County.Drained(cancel);
        var among = string.Join(',', people.Select(id => $"'{id}'"));
        var recorded = await Committed("Passport", "entries");
        await Rig.Until("Benefits knows every tier", async () => (await Committed("Benefits", "tiers")).Count == recorded.Count, cancel, mostSeconds: 30);
        var known = await Committed("Benefits", "tiers");
        return (load, [.. recorded.Select(one => (known[one.Key] - one.Value).TotalMilliseconds)]);

        async Task<Dictionary<Guid, DateTime>> Committed(string service, string table) => (await rig.County.List(
            service, $"SELECT learner_id, pg_xact_commit_timestamp(xmin) FROM {table} WHERE learner_id IN ({among})", row => (Id: row.GetGuid(0), At: row.GetDateTime(1)), cancel)).ToDictionary(row => row.Id, row => row.At);
    }

    private static async Task<JsonElement> Bare(Rig rig, HttpClient http, CancellationToken cancel)
    {
        await Wrk.Run(rig.Bare.Rows, [new LoadRequest("POST", "/hops")], SecondsEach, cancel, Pause);
        return JsonDocument.Parse(await http.GetStringAsync(new Uri("hops", UriKind.Relative), cancel)).RootElement;
    }
}
