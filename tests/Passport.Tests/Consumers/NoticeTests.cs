using System.Net;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;

namespace Academy.Passport.Tests.Consumers;

public sealed class NoticeTests(PassportApp app)
{
    private static readonly DateOnly September = new(2026, 9, 1);

    [Fact]
    public async Task A_decision_gives_one_notice_to_each_person_and_employer_it_touches_however_many_entries_there_are()
    {
        var (first, second, hidden) = (await app.ALearner(), await app.ALearner(), await app.ALearner());
        var (employer, other) = (await app.AnEmployer(), await app.AnEmployer());
        await app.AnEmployment(first.Id, employer);
        await app.AnEmployment(second.Id, employer);
        await app.AnEmployment(hidden.Id, other, shares: false);
        var course = await app.ACourse();
        await app.Record(course, September, first.Id, second.Id, hidden.Id);
        await app.Record(course, September.AddDays(1), first.Id);

        var withdrawn = await Withdraw(course, Consequence.NeedsReview);

        (await OfLearner(first.Id)).ShouldHaveSingleItem().GetProperty("entryIds").GetArrayLength().ShouldBe(2);
        (await OfLearner(hidden.Id)).ShouldHaveSingleItem().GetProperty("entryIds").GetArrayLength().ShouldBe(1);
        var told = (await OfEmployer(employer)).ShouldHaveSingleItem();
        told.GetProperty("people").GetInt32().ShouldBe(2);
        told.GetProperty("kind").GetString().ShouldBe("Withdrawn");
        told.GetProperty("about").GetString().ShouldBe("Moving people safely");
        told.GetProperty("from").GetString().ShouldBe("2026-10-01");
        told.GetProperty("reason").GetString().ShouldBe("Assessment was not observed.");
        told.TryGetProperty("entryIds", out _).ShouldBeFalse("an employer is told how many, and looks at people where it may");
        (await OfEmployer(other)).ShouldBeEmpty();

        await app.Deliver(withdrawn);
        await app.Reassess();
        (await OfEmployer(employer)).ShouldHaveSingleItem();

        await app.Deliver(course.CourseReinstated(withdrawn, app.Clock.GetUtcNow().AddMinutes(2)));
        await app.Reassess();
        (await OfEmployer(employer)).Select(n => n.GetProperty("kind").GetString()).ShouldBe(["Reinstated", "Withdrawn"], ignoreOrder: true);
        (await OfLearner(second.Id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_withdrawal_after_which_everything_stands_gives_nobody_notice()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        await app.Record(course, September, learner.Id);

        await Withdraw(course, Consequence.Stands);

        (await OfLearner(learner.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_employer_of_more_people_than_are_judged_at_once_gets_one_notice_that_counts_them_all()
    {
        var (employer, course) = (await app.AnEmployer(), await app.ACourse());
        var learners = new List<Guid>();
        for (var i = 0; i < 205; i++)
        {
            learners.Add((await app.ALearner()).Id);
            await app.AnEmployment(learners[^1], employer);
        }

        foreach (var members in learners.Chunk(100))
        {
            await app.Record(course, September, members);
        }

        await Withdraw(course, Consequence.NeedsReview);

        (await OfEmployer(employer)).ShouldHaveSingleItem().GetProperty("people").GetInt32().ShouldBe(205);
    }

    [Fact]
    public async Task Notices_are_for_their_learner_and_employer_alone()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        foreach (var client in new[] { app.AsLearner((await app.ALearner()).Id), app.AsEmployer(await app.AnEmployer()), app.AsProvider(Guid.NewGuid()) })
        {
            foreach (var path in new[] { $"learners/{learner.Id}/notices", $"employers/{employer}/notices" })
            {
                (await client.GetAsync(new Uri($"/api/passport/v1/{path}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            }
        }
    }

    [Fact]
    public async Task A_merged_record_brings_its_notices_along_and_an_erased_one_leaves_none()
    {
        var (kept, duplicate, course) = (await app.ALearner(), await app.ALearner(), await app.ACourse());
        await app.Record(course, September, duplicate.Id);
        await Withdraw(course, Consequence.NeedsReview);

        await app.Deliver(new LearnersMerged(duplicate.Id, 9, kept.Id, app.Clock.GetUtcNow()));
        (await OfLearner(kept.Id)).ShouldHaveSingleItem();

        await app.Deliver(new LearnerErased(kept.Id, 10, app.Clock.GetUtcNow()));
        await app.Deliver(new LearnerErased(duplicate.Id, 10, app.Clock.GetUtcNow()));
        (await app.InDatabase(db => Task.FromResult(db.Notices.Any(n => n.RecipientId == kept.Id || n.RecipientId == duplicate.Id)))).ShouldBeFalse();
    }

    private async Task<KitemarkWithdrawn> Withdraw(ACourse course, Consequence consequence)
    {
        var now = app.Clock.GetUtcNow();
        var withdrawn = course.CourseWithdrawn(now, new DateOnly(2026, 10, 1), now.AddMinutes(1), consequence);
        await app.Deliver(withdrawn);
        await app.Reassess();
        return withdrawn;
    }

    private Task<List<JsonElement>> OfLearner(Guid learner) => Read(app.AsLearner(learner), $"learners/{learner}/notices");

    private Task<List<JsonElement>> OfEmployer(Guid employer) => Read(app.AsEmployer(employer), $"employers/{employer}/notices");

    private static async Task<List<JsonElement>> Read(HttpClient client, string path)
        => [.. (await client.GetFromJsonAsync<JsonElement>(new Uri($"/api/passport/v1/{path}", UriKind.Relative))).GetProperty("notices").EnumerateArray()];
}
