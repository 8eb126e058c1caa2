using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.Contracts.Pathway;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Tests.Consumers;

public sealed class ClosedRecordTests(PathwayApp app) : IClassFixture<PathwayApp>
{
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(1, 0, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 0)]
    public async Task The_points_of_two_records_come_together_in_whichever_order_it_is_heard(params int[] order)
    {
        var (kept, other, now) = (await app.ALearnerWith(PathwayApp.AnEntry(1)), Guid.CreateVersion7(), app.Clock.GetUtcNow());
        var (second, third) = (PathwayApp.AnEntry(2), PathwayApp.AnEntry(3));
        Func<Task>[] heard =
        [
            () => app.Deliver(new CompletionRecorded(other, 1, second, now)),
            () => app.Deliver(new LearnersMerged(other, 4, kept, now)),
            () => app.Deliver(new PassportEntryChanged(kept, 9, third, "A decision on a kitemark.", now)),
        ];

        foreach (var index in order)
        {
            await heard[index]();
        }

        await app.Deliver(new CompletionRecorded(other, 2, third with { Assurance = Assurance.Recorded }, now));

        (await app.TierOf(kept)).GetProperty("points").GetInt32().ShouldBe(30);
        (await app.Said<TierReached>()).Last(e => e.LearnerId == kept).Tier.ShouldBe(2);
    }

    [Fact]
    public async Task Late_news_of_a_record_whose_kept_one_was_erased_is_dropped()
    {
        var (first, second, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), app.Clock.GetUtcNow());
        await app.Deliver(new LearnersMerged(first, 4, second, now));
        await app.Deliver(new LearnerErased(second, 9, now));

        await app.Deliver(new CompletionRecorded(first, 3, PathwayApp.AnEntry(1), now));

        (await app.InDatabase(db => db.Entries.AnyAsync(e => e.LearnerId == first || e.LearnerId == second))).ShouldBeFalse();
        (await app.InDatabase(db => db.Learners.AnyAsync(l => l.LearnerId == first || l.LearnerId == second))).ShouldBeFalse();
    }

    [Fact]
    public async Task The_merged_record_holds_no_tier_any_more()
    {
        var (kept, other) = (Guid.CreateVersion7(), await app.ALearnerWith(PathwayApp.AnEntry(1)));

        await app.Deliver(new LearnersMerged(other, 4, kept, app.Clock.GetUtcNow()));

        (await app.Said<TierLapsed>()).Single(e => e.LearnerId == other).Tier.ShouldBe(0);
        (await app.Said<TierReached>()).Single(e => e.LearnerId == kept).Tier.ShouldBe(1);
    }

    [Fact]
    public async Task An_erased_person_is_forgotten_whatever_is_heard_late()
    {
        var learner = await app.ALearnerWith(PathwayApp.AnEntry(1));

        await app.Deliver(new LearnerErased(learner, 4, app.Clock.GetUtcNow()));
        (await app.Deliver(new CompletionRecorded(learner, 9, PathwayApp.AnEntry(2), app.Clock.GetUtcNow()))).ShouldBeFalse();

        (await app.InDatabase(db => db.Entries.AnyAsync(e => e.LearnerId == learner))).ShouldBeFalse();
        (await app.InDatabase(db => db.Learners.AnyAsync(l => l.LearnerId == learner))).ShouldBeFalse();
    }
}
