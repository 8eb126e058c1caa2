namespace Academy.Launcher.Bench.Scenarios;

/// <summary>New rules are published; until everybody's tier is worked out by them.</summary>
internal sealed class RuleChange : IScenario
{
    private const int Times = 2;

    /// <summary>Sets of rules begin on a day of their own; these follow the ones the platform starts with.</summary>
    private static readonly DateOnly FirstDay = new(2018, 1, 2);

    /// <summary>By turns, so that everybody's tier changes with each.</summary>
    private static readonly int[][] Thresholds = [[5, 6, 7, 8, 20_000], [10, 30, 60, 10_000, 20_000]];

    public string Id => "P10";

    public string What => "a change of rules for everybody";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var people = await rig.County.Ask<long>("Pathway", "SELECT count(*) FROM learners", cancel);
        await rig.County.Run("Pathway", $"CREATE SCHEMA IF NOT EXISTS {BareServer.Schema}; DROP TABLE IF EXISTS {BareServer.Schema}.learners; CREATE TABLE {BareServer.Schema}.learners (LIKE public.learners INCLUDING ALL); INSERT INTO {BareServer.Schema}.learners SELECT * FROM public.learners", cancel);
        var times = 0;
        await rig.Time(
            Id, $"{What} ({people:N0} people)", "one statement that reads the same entries and writes the same rows", Target.AtMost(3), Times,
            () => times == Times - 1 ? rig.Profiled(Id, What, () => Publish(rig, times++, cancel)) : Rig.TimeOf(() => Publish(rig, times++, cancel)),
            () => Rig.TimeOf(() => rig.County.Run("Pathway", Bare, cancel)));
        await Rig.Until("every change of a tier is heard", async () => await rig.County.Ask<long>("Pathway", "SELECT count(*) FROM outbox", cancel) == 0, cancel);
    }

    private static async Task Publish(Rig rig, int times, CancellationToken cancel)
    {
        var published = await rig.County.Academy.SendQuietly(HttpMethod.Post, "api/pathway/v1/rules", new
        {
            name = $"Rules {times}",
            effectiveFrom = FirstDay.AddDays(times),
            pointsByAssurance = new { Kitemarked = 8 + times, Recorded = 5, EvidenceChecked = 4, EmployerAttested = 3, SelfDeclared = 0 },
            tierThresholds = Thresholds[times % Thresholds.Length],
            countsEachSubjectOnce = false,
            expiredEntriesCount = false,
        }, cancel);
        var rules = published.GetProperty("ruleSetId").GetGuid();
        await Rig.Until("everybody's tier is worked out", async () => await rig.County.Ask<long>("Pathway", $"SELECT count(*) FROM learners WHERE rule_set_id <> '{rules}'", cancel) == 0, cancel);
    }

    private static string Bare => $"""
        UPDATE {BareServer.Schema}.learners AS l SET version = version + 1, points = e.points, tier = e.points % 6, evaluated_on = current_date
        FROM (SELECT learner_id, sum(CASE assurance WHEN 'Kitemarked' THEN 10 WHEN 'Recorded' THEN 5 ELSE 3 END)::int AS points
              FROM entries WHERE NOT withdrawn AND coalesce(valid_until, current_date) >= current_date GROUP BY learner_id) AS e
        WHERE e.learner_id = l.learner_id
        """;
}
