namespace Academy.Launcher.Bench.Scenarios;

/// <summary>
/// Credentials made anew and stored: each is asked for once, by the training provider, of entries that had none. The platform has no order
/// for all of them at once; what is measured is what making a county's anew would take this way.
/// </summary>
internal sealed class Reissue : IScenario
{
    private const int MostPerSecond = 1_500;

    public string Id => "P17";

    public string What => "credentials made, signed, stored, through the API";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var provider = await rig.People.Provider(cancel);
        var each = rig.Seconds * MostPerSecond;
        var entries = new Queue<Guid[]>((await rig.County.List(
            "Passport", $"SELECT id FROM entries WHERE training_provider_id IS NOT NULL AND withdrawn_at IS NULL ORDER BY hashtext(id::text) LIMIT {each * (rig.FewRounds + 1)}", row => row.GetGuid(0), cancel)).Chunk(each));
        var rounds = new List<Round>();
        for (var round = 0; round <= rig.FewRounds && entries.TryDequeue(out var mine); round++)
        {
            var token = await provider.Token(cancel);
            var load = await Wrk.Run(rig.Gateway, mine.Select(entry => new LoadRequest("GET", $"/api/passport/v1/entries/{entry}/credential", token)), rig.Seconds, cancel);
            var perSecond = Math.Min(load.Requests, mine.Length) / (double)rig.Seconds;

            // The first is for warming up.
            if (round > 0)
                rounds.Add(new Round(perSecond, (await rig.Inside.Measure("issue", rig.Seconds, cancel)).Bare, load with { PerSecond = perSecond }));
        }

        rig.Findings.Add(new Line(Id, What, "/s", "bare ECDSA signature, one core", Target.AtLeast(0.2), rounds));
        var county = await rig.County.Ask<long>("Passport", "SELECT count(*) FROM entries", cancel);
        rig.Findings.Shows(Id, $"all {county:N0} of the county at that pace", $"{county / Spread.Of(rounds.Select(round => round.Ours)).Median:N0} s", "≤ 75 s", county / Spread.Of(rounds.Select(round => round.Ours)).Median <= 75);
    }
}
