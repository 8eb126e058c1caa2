namespace Academy.Launcher.Bench.Scenarios;

/// <param name="people">How many a request records: one, or a class.</param>
internal sealed class Completions(string id, string what, int people) : IScenario
{
    public const string Path = "/api/passport/v1/completions";

    public string Id => id;

    public string What => what;

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        await rig.Compare(await Comparison(rig, Id, What, Target.AtLeast(0.35), people, rig.County.Learners, cancel), cancel);
        await rig.County.Drained(cancel);
    }

    public static async Task<Comparison> Comparison(
        Rig rig, string id, string what, Target target, int people, IReadOnlyList<Guid> learners, CancellationToken cancel)
    {
        var provider = await rig.People.Provider(cancel);
        var (next, others) = (new NewCompletions(rig.County.Loaded, learners), new NewCompletions(rig.County.Loaded, learners));
        return new(id, what, "a bare INSERT through a bare YARP", target)
        {
            Ours = new(rig.Gateway, async ct => Requests(await provider.Token(ct), next, people, rig.Seconds), people),
            Bare = rig.Bare.Inserts(Enumerable.Range(0, 100).Select(_ => others.Next(1))),
        };
    }

    private static List<LoadRequest> Requests(string token, NewCompletions next, int people, int seconds)
    {
        // More than the machine can do, so that no completion is sent twice within a round.
        const int mostPerSecond = 2_000;
        return [.. Enumerable.Range(0, seconds * mostPerSecond / people).Select(_ => new LoadRequest("POST", Path, token, Body: next.Next(people)))];
    }
}

/// <summary>Completions nobody has recorded yet: person after person, then course after course, then day after day.</summary>
internal sealed class NewCompletions(LoadedCounty county, IReadOnlyList<Guid> learners)
{
    private const int DaysEach = 60;

    private static int series;

    /// <summary>Days on which the courses were marked already, and nobody had completed one; each series has its own, so that it meets no other.</summary>
    private readonly DateOnly firstDay = new DateOnly(2020, 2, 1).AddDays(Interlocked.Increment(ref series) * DaysEach);
    private int recorded;

    public string Next(int people)
    {
        var at = recorded++;
        var groups = learners.Count / people;
        return county.Completion(
            county.CourseVersions[at / groups % County.EntriesEach],
            firstDay.AddDays(at / groups / County.EntriesEach),
            Enumerable.Range(at % groups * people, people).Select(index => learners[index]));
    }
}
