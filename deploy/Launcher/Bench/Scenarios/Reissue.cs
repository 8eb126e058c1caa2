using System.Diagnostics;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>
/// The signing key is lost, and every credential there is is signed anew by the next one. Credentials come into being when they are asked
/// for, so as many as time allows are asked for first, through the API by the training provider, each of an entry that had none.
/// </summary>
internal sealed class Reissue : IScenario
{
    private const int MostPerSecond = 1_500;

    /// <summary>How often credentials are asked for, for as long as a load is measured.</summary>
    private const int Times = 8;

    public string Id => "P17";

    public string What => "every credential signed anew after its key was lost";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        await Ask(rig, cancel);
        var (credentials, bare) = (await Count(rig, "true", cancel), new List<double>());
        for (var round = 0; round < rig.FewRounds; round++)
            bare.Add((await rig.Inside.Measure("issue", rig.Seconds, cancel)).Bare);

        // Nobody can open it any more; the service looks once a minute.
        await rig.County.Run("Passport", "UPDATE credential_keys SET private_key = NULL", cancel);
        const string lost = "key_id IS DISTINCT FROM (SELECT id FROM credential_keys WHERE private_key IS NOT NULL ORDER BY signs_from LIMIT 1)";
        await Rig.Until("the first credentials are signed anew", async () => await Count(rig, lost, cancel) < credentials, cancel, pause: 10);
        var (since, left) = (Stopwatch.StartNew(), await Count(rig, lost, cancel));
        await Rig.Until("the last credential is signed anew", async () => await Count(rig, lost, cancel) == 0, cancel, pause: 10);
        var perSecond = left / since.Elapsed.TotalSeconds;
        rig.Findings.Add(new Line(Id, What, "/s", "bare ECDSA signature, one core", Target.AtLeast(0.2), [new Round(perSecond, Spread.Of(bare).Median)]));
        var county = await rig.County.Ask<long>("Passport", "SELECT count(*) FROM entries", cancel);
        rig.Findings.Shows(Id, $"all {county:N0} of the county at that pace ({credentials:N0} were signed)", $"{county / perSecond:N0} s", "≤ 75 s", county / perSecond <= 75);
    }

    private async Task Ask(Rig rig, CancellationToken cancel)
    {
        var provider = await rig.People.Provider(cancel);
        var each = rig.Seconds * MostPerSecond;
        var entries = await rig.County.List(
            "Passport", $"SELECT id FROM entries WHERE training_provider_id IS NOT NULL AND withdrawn_at IS NULL ORDER BY hashtext(id::text) LIMIT {each * Times}", row => row.GetGuid(0), cancel);
        var rates = new List<double>();
        foreach (var some in entries.Chunk(each))
        {
            var token = await provider.Token(cancel);
            var load = await Wrk.Run(rig.Gateway, some.Select(entry => new LoadRequest("GET", $"/api/passport/v1/entries/{entry}/credential", token)), rig.Seconds, cancel);
            rates.Add(Math.Min(load.Requests, some.Length) / (double)rig.Seconds);
        }

        rig.Findings.Told(Id, "credentials made one by one, as they are asked for through the API", $"{Spread.Of(rates).Median:N0} /s");
    }

    private static Task<long> Count(Rig rig, string which, CancellationToken cancel)
        => rig.County.Ask<long>("Passport", $"SELECT count(*) FROM credentials WHERE signed IS NOT NULL AND NOT is_revoked AND {which}", cancel);
}
