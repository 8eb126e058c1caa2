using System.Text.Json;

namespace Academy.Launcher.Bench.Scenarios;

internal sealed class CheckByCode : IScenario
{
    private const int SharesEach = 5;

    public string Id => "P3";

    public string What => "public check by share code";

    public async Task Measure(Rig rig, CancellationToken cancel)
        => await rig.Compare(await Comparison(rig, Id, What, Target.AtLeast(0.5), cancel), cancel);

    public static async Task<Comparison> Comparison(Rig rig, string id, string what, Target target, CancellationToken cancel)
    {
        var bodies = await Shares(rig, await rig.People.Own(cancel), cancel);
        return new(id, what, "a bare INSERT through a bare YARP", target) { Ours = Checks(rig, bodies), Bare = rig.Bare.Inserts(bodies) };
    }

    public static Side Checks(Rig rig, IEnumerable<string> bodies)
        => Side.Fixed(rig.Gateway, bodies.Select(body => new LoadRequest("POST", "/api/passport/v1/checks", Body: body)));

    /// <summary>What whoever checks types: five codes of each person, with the date of birth.</summary>
    public static async Task<List<string>> Shares(Rig rig, IEnumerable<Guid> learners, CancellationToken cancel, int each = SharesEach)
    {
        var bodies = new List<string>();
        foreach (var learner in learners)
        {
            var born = await rig.County.Ask<DateTime>("Passport", $"SELECT date_of_birth::timestamp FROM passports WHERE learner_id = '{learner}'", cancel);
            await StopShares(rig, learner, cancel);
            for (var share = 0; share < each; share++)
            {
                var made = await rig.People[learner].SendQuietly(HttpMethod.Post, $"api/passport/v1/learners/{learner}/shares", new { days = 1 }, cancel);
                bodies.Add(JsonSerializer.Serialize(new { code = made.GetProperty("code").GetString(), dateOfBirth = DateOnly.FromDateTime(born) }));
            }
        }

        return bodies;
    }

    /// <summary>Those of earlier scenarios: a person has ten live shares at most.</summary>
    private static async Task StopShares(Rig rig, Guid learner, CancellationToken cancel)
    {
        var list = await rig.People[learner].SendQuietly(HttpMethod.Get, $"api/passport/v1/learners/{learner}/shares", null, cancel);
        foreach (var share in list.GetProperty("shares").EnumerateArray())
            await rig.People[learner].SendQuietly(HttpMethod.Delete, $"api/passport/v1/shares/{share.GetProperty("shareId").GetGuid()}", null, cancel);
    }
}
