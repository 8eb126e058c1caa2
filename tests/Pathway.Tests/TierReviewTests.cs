using Academy.Contracts.Passport;
using Academy.Contracts.Pathway;
using Academy.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Academy.Pathway.Tests;

/// <summary>Each test has an application, and so a database and a clock, of its own.</summary>
public sealed class TierReviewTests : IAsyncLifetime
{
    private readonly PathwayApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_tier_lapses_on_the_day_after_an_entry_expires()
    {
        var learner = await _app.ALearnerWith(PathwayApp.AnEntry(validUntil: new DateOnly(2026, 11, 22)));
        await _app.ReviewEverybody();
        (await _app.Said<TierLapsed>()).ShouldBeEmpty();

        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.ReviewEverybody();
        await _app.ReviewEverybody();

        var lapsed = (await _app.Said<TierLapsed>()).Single();
        (lapsed.LearnerId, lapsed.Tier, lapsed.PreviousTier, lapsed.Version).ShouldBe((learner, 0, 1, 2L));
        var tier = await _app.TierOf(learner);
        tier.GetProperty("evaluatedOn").GetString().ShouldBe("2026-11-23");
        tier.GetProperty("reasons")[0].GetProperty("why").GetString().ShouldBe("not counted: expired on 22 November 2026");
    }

    [Fact]
    public async Task The_day_begins_at_midnight_in_London()
    {
        _app.Clock.Set(new DateTimeOffset(2026, 6, 30, 22, 59, 0, TimeSpan.Zero));
        await _app.ALearnerWith(PathwayApp.AnEntry(validUntil: new DateOnly(2026, 6, 30)));

        await _app.ReviewEverybody();
        (await _app.Said<TierLapsed>()).ShouldBeEmpty();
        _app.Clock.Advance(TimeSpan.FromMinutes(2));
        await _app.ReviewEverybody();

        (await _app.Said<TierLapsed>()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_set_that_applies_today_is_applied_to_everybody()
    {
        var learners = await FiveLearners();

        await _app.AsAdministrator().PostNew("/api/pathway/v1/rules", PathwayApp.Rules("2026-11-22", [5, 10, 15, 20, 25]));
        await _app.ReviewEverybody();

        (await _app.Said<TierReached>()).Where(e => e.Tier == 2).Select(e => e.LearnerId).ShouldBe(learners, ignoreOrder: true);
        (await _app.TierOf(learners[0])).GetProperty("ruleSet").GetProperty("effectiveFrom").GetString().ShouldBe("2026-11-22");
    }

    [Fact]
    public async Task A_set_for_later_applies_from_its_day_on()
    {
        var learner = await _app.ALearnerWith(PathwayApp.AnEntry());
        await _app.AsAdministrator().PostNew("/api/pathway/v1/rules", PathwayApp.Rules("2026-11-24", [50, 60, 70, 80, 90]));

        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.ReviewEverybody();
        (await _app.TierOf(learner)).GetProperty("tier").GetInt32().ShouldBe(1);
        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.ReviewEverybody();

        (await _app.TierOf(learner)).GetProperty("tier").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_review_that_was_cut_off_goes_on_where_it_stopped()
    {
        var learners = await FiveLearners();
        await _app.AsAdministrator().PostNew("/api/pathway/v1/rules", PathwayApp.Rules("2026-11-22", [5, 10, 15, 20, 25]));

        (await _app.Services.GetRequiredService<TierReview>().ReviewChunk(CancellationToken.None)).ShouldBe(2);
        (await AnotherInstance().ReviewChunk(CancellationToken.None)).ShouldBe(2);
        (await AnotherInstance().ReviewChunk(CancellationToken.None)).ShouldBe(1);
        (await AnotherInstance().ReviewChunk(CancellationToken.None)).ShouldBe(0);

        (await _app.Said<TierReached>()).Count(e => e.Tier == 2).ShouldBe(learners.Count);
    }

    [Fact]
    public async Task Two_instances_that_review_at_once_say_each_change_once()
    {
        var learners = await FiveLearners();
        await _app.AsAdministrator().PostNew("/api/pathway/v1/rules", PathwayApp.Rules("2026-11-22", [5, 10, 15, 20, 25]));

        await Task.WhenAll(_app.ReviewEverybody(), _app.ReviewEverybody(), _app.ReviewEverybody());
        await _app.ReviewEverybody();

        (await _app.Said<TierReached>()).Where(e => e.Tier == 2).Select(e => e.LearnerId).ShouldBe(learners, ignoreOrder: true);
    }

    [Fact]
    public async Task Publishing_wakes_the_review()
    {
        var learner = await _app.ALearnerWith(PathwayApp.AnEntry());
        var review = _app.Services.GetRequiredService<TierReview>();
        await review.StartAsync(CancellationToken.None);

        await _app.AsAdministrator().PostNew("/api/pathway/v1/rules", PathwayApp.Rules("2026-11-22", [5, 10, 15, 20, 25]));

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while ((await _app.TierOf(learner)).GetProperty("tier").GetInt32() != 2)
        {
            await Task.Delay(50, patience.Token);
        }

        await review.StopAsync(CancellationToken.None);
    }

    private async Task<List<Guid>> FiveLearners()
    {
        var learners = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            learners.Add(await _app.ALearnerWith(PathwayApp.AnEntry(assurance: Assurance.Kitemarked)));
        }

        return learners;
    }

    private TierReview AnotherInstance() => new(
        _app.Services.GetRequiredService<IServiceScopeFactory>(),
        _app.Clock,
        _app.Services.GetRequiredService<IConfiguration>(),
        NullLogger<TierReview>.Instance);
}
