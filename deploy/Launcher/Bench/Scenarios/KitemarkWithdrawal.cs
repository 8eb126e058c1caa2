namespace Academy.Launcher.Bench.Scenarios;

/// <summary>The kitemark of a course version that everybody in the county completed is withdrawn, void from the first day.</summary>
internal sealed class KitemarkWithdrawal : IScenario
{
    public string Id => "P11";

    public string What => "a kitemark withdrawn";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var (version, mark) = (rig.County.Loaded.CourseVersions[1], rig.County.Loaded.Marks[1]);
        var records = await rig.County.Ask<long>("Passport", $"SELECT count(*) FROM entries WHERE course_version_id = '{version}'", cancel);
        var reads = await PassportRead.Ours(rig, cancel);
        await Bench.Rounds.Run(reads, rig.Seconds, cancel);
        var alone = await Bench.Rounds.Run(reads, rig.Seconds, cancel);
        var bare = await Bare(rig, version, cancel);
        var (memory, before) = (new List<double>(), Footprint.Of(rig.County.Platform["Passport"]));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watching = Footprint.Watch(rig.County.Platform["Passport"], memory, stop.Token);
        var ours = await rig.Profiled(Id, What, () => Withdraw(rig, mark, cancel));

        // Once more with readers beside it: the second kitemark, so that its time alone is not theirs.
        var withdrawing = Withdraw(rig, rig.County.Loaded.Marks[2], cancel);
        var meanwhile = await Bench.Rounds.Run(reads, rig.Seconds, cancel);
        var goesOn = !withdrawing.IsCompleted;
        await withdrawing;
        await stop.CancelAsync();
        await watching;
        rig.Findings.Add(new Line(Id, $"{What} ({records:N0} records)", "s", "UPDATE of the same entries and documents", Target.AtMost(6), [new Round(ours, bare)]));
        rig.Findings.Add(new Line(Id, $"p99 of reads meanwhile{(goesOn ? "" : " (it was over before them)")}", "ms", "reads alone", Target.AtMost(2), [new Round(meanwhile.P99, alone.P99, meanwhile, alone)]));
        rig.Findings.Shows(Id, "memory of the Passport service meanwhile", $"{memory.Max():N0} MiB at most, {before:N0} before", "≤ 200 MiB more", memory.Max() - before <= 200);
        await rig.County.Drained(cancel);
    }

    private static async Task Withdraw(Rig rig, Guid mark, CancellationToken cancel)
    {
        await rig.County.Academy.SendQuietly(HttpMethod.Post, $"api/kitemark/v1/kitemarks/{mark}/withdraw", new
        {
            from = "2024-01-01",
            consequence = "VoidFrom",
            voidFrom = "2024-01-01",
            reason = "The assessment was not observed.",
        }, cancel);
        await Rig.Until("every record is judged again", async () => await rig.County.Ask<bool>(
            "Passport",
            $"SELECT EXISTS (SELECT FROM marks WHERE id = '{mark}' AND period::text LIKE '%Withdrawn%') AND NOT EXISTS (SELECT FROM reassessments WHERE finished_at IS NULL)",
            cancel), cancel, mostSeconds: 600);
    }

    private static async Task<double> Bare(Rig rig, Guid version, CancellationToken cancel)
    {
        const string mine = BareServer.Schema;
        await rig.County.Run(
            "Passport",
            $"""
            DROP TABLE IF EXISTS {mine}.entries; CREATE TABLE {mine}.entries (LIKE public.entries INCLUDING ALL);
            INSERT INTO {mine}.entries SELECT * FROM public.entries WHERE course_version_id = '{version}'; ANALYZE {mine}.entries
            """,
            cancel);
        return await Rig.TimeOf(() => rig.County.Run(
            "Passport",
            $"""
            UPDATE {mine}.entries SET assurance = 'Recorded', links = links || '[]'::jsonb WHERE course_version_id = '{version}';
            UPDATE {mine}.rows SET document = document || ' ' WHERE id IN (SELECT learner_id FROM {mine}.entries)
            """,
            cancel));
    }
}
