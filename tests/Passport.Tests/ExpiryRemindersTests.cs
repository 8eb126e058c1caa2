using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.Testing;

namespace Academy.Passport.Tests;

/// <summary>Whoever has training that expires is told of each distance once, while it counts and nothing renews it.</summary>
public sealed class ExpiryRemindersTests
{
    /// <summary>The course counts for twelve months: completed today, its last day is in 364 days.</summary>
    private const int DaysItCounts = 364;

    [Fact]
    public async Task Each_distance_is_told_once_and_what_was_missed_is_not_made_up_for()
    {
        await using var own = new PassportApp();
        var (learner, course, recordedOn) = (await own.ALearner(), await own.ACourse(), own.Today);
        await own.Record(course, recordedOn, learner.Id);

        await On(own, DaysItCounts - 91);
        (await Told(own)).ShouldBeEmpty();
        await On(own, 1);
        await On(own, 0);
        (await Told(own)).ShouldBe([90]);
        await On(own, 29);
        (await Told(own)).ShouldBe([90], "61 days are left");
        await On(own, 41);
        (await Told(own)).ShouldBe([90, 30], "20 days are left: 60 was missed, and 30 says it all");
        await On(own, 25);
        (await Told(own)).ShouldBe([90, 30], "it has expired");

        var said = (await own.Said<EntryExpiresSoon>())[0];
        (said.LearnerId, said.Title, said.ValidUntil).ShouldBe((learner.Id, "Moving people safely", recordedOn.AddDays(DaysItCounts)));
    }

    [Fact]
    public async Task Several_that_look_at_once_tell_once()
    {
        await using var own = new PassportApp();
        var course = await own.ACourse();
        var learners = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            learners.Add((await own.ALearner()).Id);
        }

        await own.Record(course, own.Today, [.. learners]);
        own.Clock.Advance(TimeSpan.FromDays(DaysItCounts - 10));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Tell(own)));

        (await own.Said<EntryExpiresSoon>()).Select(said => said.LearnerId).ShouldBe(learners, ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_done_again_withdrawn_or_only_said_is_not_reminded_of()
    {
        await using var own = new PassportApp();
        var (course, again, withdrawn, only, kept) = (await own.ACourse(), await own.ALearner(), await own.ALearner(), await own.ALearner(), await own.ALearner());
        var first = await own.Record(course, own.Today, again.Id, withdrawn.Id, kept.Id);
        await own.AsLearner(only.Id).PostNew("/api/passport/v1/learners/" + only.Id + "/entries", new { title = "First aid", trainingCategoryCode = 20, completedOn = own.Today, validUntil = own.Today.AddDays(DaysItCounts) });
        var entry = first.GetProperty("completions")[1].GetProperty("entryId").GetGuid();
        (await own.AsProvider(course.ProviderId).PostNew($"/api/passport/v1/entries/{entry}/withdraw", new { reason = "Somebody else." })).EnsureSuccessStatusCode();
        own.Clock.Advance(TimeSpan.FromDays(300));
        await own.Record(course, own.Today, again.Id);
        var other = await own.ACourse(category: 7);
        await own.Record(other, own.Today, kept.Id);

        await Tell(own);

        (await own.Said<EntryExpiresSoon>()).ShouldHaveSingleItem().LearnerId.ShouldBe(kept.Id, "another subject renews nothing");
    }

    [Fact]
    public async Task Whose_record_was_merged_is_reminded_as_the_one_that_was_kept_and_who_was_erased_is_not()
    {
        await using var own = new PassportApp();
        var (course, kept, merged, erased) = (await own.ACourse(), await own.ALearner(), await own.ALearner(), await own.ALearner());
        await own.Record(course, own.Today, merged.Id, erased.Id);
        own.Clock.Advance(TimeSpan.FromDays(DaysItCounts - 80));
        await Tell(own);
        await own.Deliver(new LearnersMerged(merged.Id, 5, kept.Id, own.Clock.GetUtcNow()));
        await own.Deliver(new LearnerErased(erased.Id, 5, own.Clock.GetUtcNow()));

        await On(own, 30);

        (await own.Said<EntryExpiresSoon>()).Where(said => said.DaysBefore == 60).ShouldHaveSingleItem().LearnerId.ShouldBe(kept.Id);
    }

    [Fact]
    public async Task The_end_of_a_delegation_is_told_to_learner_and_employer_before_and_on_the_day_and_once()
    {
        await using var own = new PassportApp();
        var (learner, employer) = (await own.ALearner(), await own.AnEmployer());
        await own.AnEmployment(learner.Id, employer);
        await Delegate(own, employer, learner.Id, until: own.Today.AddDays(40));

        await On(own, 9);
        (await Ends(own, $"learners/{learner.Id}", own.AsLearner(learner.Id))).ShouldBeEmpty();
        foreach (var days in new[] { 1, 0, 23, 3, 4, 1 })
        {
            await On(own, days);
            await On(own, 0);
        }

        foreach (var (client, who) in new[] { (own.AsLearner(learner.Id), $"learners/{learner.Id}"), (own.AsEmployer(employer), $"employers/{employer}") })
        {
            var told = await Ends(own, who, client);
            told.Select(notice => notice.GetProperty("reason").GetString()![..10]).ShouldBe(["Today, 1 J", "1 January ", "1 January "], "on the day, a week and 30 days before, the newest first");
            told[0].GetProperty("about").GetString().ShouldBe("Feeding and digestive (Medication management)");
            told[0].GetProperty("from").GetString().ShouldBe("2027-01-02");
        }
    }

    [Fact]
    public async Task Of_a_delegation_that_was_ended_replaced_or_left_behind_nothing_is_told()
    {
        await using var own = new PassportApp();
        var (ended, replaced, left, employer) = (await own.ALearner(), await own.ALearner(), await own.ALearner(), await own.AnEmployer());
        await own.AnEmployment(ended.Id, employer);
        await own.AnEmployment(replaced.Id, employer);
        var employment = await own.AnEmployment(left.Id, employer);
        var observation = await Delegate(own, employer, ended.Id, own.Today.AddDays(5));
        await Delegate(own, employer, replaced.Id, own.Today.AddDays(5), own.Today.AddDays(-1));
        await Delegate(own, employer, replaced.Id, own.Today.AddDays(100));
        await Delegate(own, employer, left.Id, own.Today.AddDays(5));
        (await own.AsEmployer(employer).PostNew($"/api/passport/v1/observations/{observation}/end", new { reason = "The nurse left." })).EnsureSuccessStatusCode();
        await own.AnEmployment(left.Id, employer, until: own.Today.AddDays(-1), id: employment, version: 3);

        (await Tell(own)).ShouldBe(0);
    }

    private static async Task<Guid> Delegate(PassportApp own, Guid employer, Guid learner, DateOnly until, DateOnly? on = null)
    {
        var answer = await own.AsEmployer(employer).PostNew("/api/passport/v1/observations", new
        {
            learnerId = learner,
            trainingCategoryCode = 13,
            observedOn = on ?? own.Today,
            observer = "Ruth Ellis",
            delegation = new
            {
                activity = "FeedingAndDigestive",
                delegatedBy = "N Shah",
                profession = "Registered nurse",
                registeredWith = "NursingAndMidwiferyCouncil",
                registrationNumber = "12A3456B",
                until,
            },
        });
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Json()).GetProperty("observationId").GetGuid();
    }

    private static async Task<List<JsonElement>> Ends(PassportApp own, string who, HttpClient client)
        => [.. (await client.GetFromJsonAsync<JsonElement>($"/api/passport/v1/{who}/notices")).GetProperty("notices").EnumerateArray()
            .Where(notice => notice.GetProperty("kind").GetString() == "DelegationEnds")];

    private static Task<int> On(PassportApp own, int daysLater)
    {
        own.Clock.Advance(TimeSpan.FromDays(daysLater));
        return Tell(own);
    }

    private static Task<int> Tell(PassportApp own) => own.Services.GetRequiredService<ExpiryReminders>().Tell(CancellationToken.None);

    private static async Task<IEnumerable<int>> Told(PassportApp own) => (await own.Said<EntryExpiresSoon>()).Select(said => said.DaysBefore);
}
