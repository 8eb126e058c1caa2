namespace Academy.Launcher.Bench.Scenarios;

internal sealed class PassportRead : IScenario
{
    public string Id => "P1";

    public string What => "passport read by the person";

    public async Task Measure(Rig rig, CancellationToken cancel)
        => await rig.Compare(await Comparison(rig, Id, What, Target.AtLeast(0.6), cancel), cancel);

    public static async Task<Comparison> Comparison(Rig rig, string id, string what, Target target, CancellationToken cancel)
    {
        var learners = await rig.People.Own(cancel);
        return new(id, what, "a bare row through a bare YARP", target)
        {
            Ours = await Ours(rig, cancel),
            Bare = Side.Fixed(rig.Bare.Proxy, learners.Select(learner => new LoadRequest("GET", $"/rows/{learner}"))),
        };
    }

    public static async Task<Side> Ours(Rig rig, CancellationToken cancel)
    {
        var learners = await rig.People.Own(cancel);
        return new(rig.Gateway, ct => rig.People.Each(learners, (learner, token) => new("GET", People.Passport(learner), token), ct));
    }
}

internal sealed class PassportUnchanged : IScenario
{
    public string Id => "P2";

    public string What => "passport read again, unchanged";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var learners = await rig.People.Own(cancel);
        var tags = new Dictionary<Guid, string>();
        using var http = new HttpClient();
        foreach (var learner in learners)
        {
            var (document, tag) = await rig.People.Read(learner, cancel);
            tags[learner] = tag;
            using var kept = await http.PostAsync(new Uri(rig.Bare.Rows, $"kept/{learner}"), new StringContent(document), cancel);
            kept.EnsureSuccessStatusCode();
        }

        await rig.Compare(new(Id, What, "a document from memory, unchanged, through a bare YARP", Target.AtLeast(0.75))
        {
            Ours = new(rig.Gateway, ct => rig.People.Each(learners, (learner, token) => new("GET", People.Passport(learner), token, tags[learner]), ct)),
            Bare = Side.Fixed(rig.Bare.Proxy, learners.Select(learner => new LoadRequest("GET", $"/kept/{learner}", "", "\"1\""))),
        }, cancel);
    }
}
