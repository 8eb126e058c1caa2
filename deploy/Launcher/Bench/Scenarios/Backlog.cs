using System.Diagnostics;
using System.Globalization;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>
/// Events that wait in the Passport service's outbox, until Pathway and Identity have taken in every one of them. They tell of entries that
/// are there already, each once more, under message ids of their own, as a replay would.
/// </summary>
internal sealed class Backlog : IScenario
{
    private const int Most = 100_000;
    private const int Parts = 5;

    public string Id => "P6";

    public string What => "events through outbox, broker and inbox";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = rig.Bare.Rows, Timeout = TimeSpan.FromMinutes(10) };
        var events = (int)Math.Min(Most, await rig.County.Ask<long>("Passport", "SELECT count(*) FROM entries", cancel));
        var parts = new List<double>();
        await rig.Profiled(Id, What, () => Drain(rig, events, parts, cancel));
        var bare = double.Parse(await http.GetStringAsync(new Uri($"outbox/drained?rows={events}", UriKind.Relative), cancel), CultureInfo.InvariantCulture);
        rig.Findings.Shows(Id, $"a backlog of {events:N0} events drains without slowing: its last fifth beside the second", $"{parts[^1] / parts[1]:0.00} of the time", "≤ 1.20", parts[^1] <= 1.2 * parts[1]);
        rig.Findings.Add(new Line(Id, What, "/s", "a bare outbox, broker and consumer", Target.AtLeast(0.6), [new Round(events / parts.Sum(), bare)]));
    }

    /// <param name="parts">How many seconds each part of the backlog took.</param>
    private static async Task Drain(Rig rig, int events, List<double> parts, CancellationToken cancel)
    {
        var (before, since) = (await Heard(rig, cancel), Stopwatch.StartNew());
        await rig.County.Run("Passport", Say(events), cancel);
        for (var part = 1; part <= Parts; part++)
        {
            await Rig.Until("the backlog is heard", async () => await Heard(rig, cancel) - before >= part * events / Parts, cancel, mostSeconds: 180, pause: 200);
            parts.Add(since.Elapsed.TotalSeconds - parts.Sum());
        }
    }

    /// <summary>What the slowest of those who hear it has taken in.</summary>
    private static async Task<long> Heard(Rig rig, CancellationToken cancel) => Math.Min(
        await rig.County.Ask<long>("Pathway", "SELECT count(*) FROM inbox WHERE consumer LIKE '%entry-changed'", cancel),
        await rig.County.Ask<long>("Identity", "SELECT count(*) FROM inbox WHERE consumer LIKE '%entry-changed'", cancel));

    private static string Say(int events) => string.Create(CultureInfo.InvariantCulture, $$"""
        INSERT INTO outbox (message_id, type, body)
        SELECT gen_random_uuid(), 'Academy.Contracts.Passport.PassportEntryChanged', json_build_object(
            'learnerId', p.learner_id, 'version', p.version, 'reason', 'Said again.', 'changedAt', now(),
            'entry', json_build_object('entryId', e.id, 'trainingCategoryCode', e.training_category_code, 'completedOn', e.completed_on, 'validUntil', e.valid_until,
                'assurance', e.assurance, 'underReview', e.under_review, 'withdrawn', e.withdrawn_at IS NOT NULL, 'title', e.title))::text
        FROM (SELECT * FROM entries ORDER BY hashtext(id::text) LIMIT {{events}}) AS e JOIN passports AS p USING (learner_id)
        """);
}
