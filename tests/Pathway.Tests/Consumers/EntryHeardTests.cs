using Academy.Contracts.Passport;
using Academy.Contracts.Pathway;

namespace Academy.Pathway.Tests.Consumers;

public sealed class EntryHeardTests(PathwayApp app) : IClassFixture<PathwayApp>
{
    [Fact]
    public async Task Enough_points_reach_a_tier_and_it_is_said_once()
    {
        var learner = await app.ALearnerWith(PathwayApp.AnEntry(1), PathwayApp.AnEntry(2), PathwayApp.AnEntry(3));

        var said = (await app.Said<TierReached>()).Where(e => e.LearnerId == learner).ToList();

        said.Select(e => (e.PreviousTier, e.Tier, e.Version)).ShouldBe([(0, 1, 1L), (1, 2, 3L)]);
        (await app.TierOf(learner)).GetProperty("points").GetInt32().ShouldBe(30);
    }

    [Fact]
    public async Task A_message_delivered_twice_counts_once()
    {
        var learner = Guid.CreateVersion7();
        var message = Guid.CreateVersion7();
        var completion = new CompletionRecorded(learner, 1, PathwayApp.AnEntry(), app.Clock.GetUtcNow());

        (await app.Deliver(completion, message)).ShouldBeTrue();
        (await app.Deliver(completion, message)).ShouldBeFalse();

        (await VersionOf(learner)).ShouldBe(1);
        (await app.Said<TierReached>()).Count(e => e.LearnerId == learner).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_heard_together_ends_where_one_by_one_ends()
    {
        var (alone, together, other) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var (first, second) = (PathwayApp.AnEntry(1), PathwayApp.AnEntry(2));
        foreach (var one in Said(alone))
        {
            await app.Deliver(one);
        }

        var mixed = Said(together).Concat(Said(other)).OrderBy(_ => Random.Shared.Next()).ToList();
        var twice = Guid.CreateVersion7();
        var added = await app.DeliverTogether([.. mixed.Select(one => (one, Guid.CreateVersion7())), (mixed[0], twice)]);

        added.ShouldContain(twice);
        (await VersionOf(together)).ShouldBe(4 + (mixed[0].LearnerId == together ? 1 : 0));
        (await VersionOf(alone)).ShouldBe(4);
        foreach (var learner in new[] { together, other })
        {
            var (tier, expected) = (await app.TierOf(learner), await app.TierOf(alone));
            (tier.GetProperty("tier").GetInt32(), tier.GetProperty("points").GetInt32()).ShouldBe((expected.GetProperty("tier").GetInt32(), expected.GetProperty("points").GetInt32()));
        }

        IEnumerable<PassportEntryChanged> Said(Guid learner) =>
        [
            new(learner, 1, first, "Recorded.", app.Clock.GetUtcNow()),
            new(learner, 2, second, "Recorded.", app.Clock.GetUtcNow()),
            new(learner, 3, first with { Assurance = Assurance.Recorded }, "Withdrawn.", app.Clock.GetUtcNow()),
            new(learner, 4, second with { Withdrawn = true }, "Withdrawn.", app.Clock.GetUtcNow()),
        ];
    }

    [Fact]
    public async Task An_entry_that_loses_its_mark_takes_the_tier_back()
    {
        var entry = PathwayApp.AnEntry();
        var learner = await app.ALearnerWith(entry);

        await app.Deliver(new PassportEntryChanged(
            learner, 2, entry with { Assurance = Assurance.Recorded }, "The kitemark was withdrawn.", app.Clock.GetUtcNow()));

        var lapsed = (await app.Said<TierLapsed>()).Single(e => e.LearnerId == learner);
        (lapsed.PreviousTier, lapsed.Tier, lapsed.Version).ShouldBe((1, 0, 2L));
        (await app.TierOf(learner)).GetProperty("reasons")[0].GetProperty("why").GetString().ShouldBe("Recorded: 5 points");
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Events_in_any_order_end_in_the_same_tier_and_version(int[] order)
    {
        var learner = Guid.CreateVersion7();
        var (first, second) = (PathwayApp.AnEntry(1), PathwayApp.AnEntry(2));
        var now = app.Clock.GetUtcNow();
        Func<Task>[] deliveries =
        [
            () => app.Deliver(new CompletionRecorded(learner, 1, first, now)),
            () => app.Deliver(new CompletionRecorded(learner, 2, second, now)),
            () => app.Deliver(new PassportEntryChanged(learner, 3, first with { Assurance = Assurance.Recorded }, "Withdrawn.", now)),
            () => app.Deliver(new PassportEntryChanged(learner, 4, first with { Assurance = Assurance.EvidenceChecked }, "Checked.", now)),
        ];

        foreach (var index in order)
        {
            await deliveries[index]();
        }

        (await app.TierOf(learner)).GetProperty("points").GetInt32().ShouldBe(14);
        (await VersionOf(learner)).ShouldBe(4);
    }

    [Fact]
    public async Task Events_of_one_learner_heard_at_the_same_moment_all_count()
    {
        var learner = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(1, 8).Select(i =>
            app.Deliver(new CompletionRecorded(learner, i, PathwayApp.AnEntry(i), app.Clock.GetUtcNow()))));

        (await app.TierOf(learner)).GetProperty("points").GetInt32().ShouldBe(80);
        (await VersionOf(learner)).ShouldBe(8);
        (await app.Said<TierReached>()).Where(e => e.LearnerId == learner).Select(e => e.Tier).Order().ShouldBe([1, 2, 3]);
    }

    public static IEnumerable<TheoryDataRow<int[]>> Orders()
        => from a in Enumerable.Range(0, 4)
           from b in Enumerable.Range(0, 4)
           from c in Enumerable.Range(0, 4)
           from d in Enumerable.Range(0, 4)
           where new HashSet<int> { a, b, c, d }.Count == 4
           select new TheoryDataRow<int[]>([a, b, c, d]);

    private Task<long> VersionOf(Guid learner)
        => app.InDatabase(async db => (await db.Learners.FindAsync(learner))!.Version);
}
