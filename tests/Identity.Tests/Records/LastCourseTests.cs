using System.Net;
using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.Identity.Domain;
using Academy.Identity.Tests.Members;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Records;

/// <summary>The course a person did last, as the third fact by which they find their record.</summary>
public sealed class LastCourseTests(IdentityApp app)
{
    private static readonly DateOnly Born = new(1990, 2, 3);
    private static readonly DateOnly LastDay = new(2026, 5, 14);

    [Fact]
    public async Task A_person_who_names_the_course_they_did_last_finds_their_record()
    {
        var (learner, account) = (await ALearner(), await app.NewAccount());
        await app.Deliver(Recorded(learner.Id, 1, "First aid", LastDay.AddDays(-1)));
        await app.Deliver(Recorded(learner.Id, 2, "Moving and handling of people", LastDay));

        (await Find(account, learner.Name, "the MOVING & handling people course")).ShouldBe(learner.Id);

        (await app.InDatabase(db => db.RecordRequests.SingleAsync(r => r.AccountId == account.Id))).LastCourse.ShouldBeNull();
    }

    [Fact]
    public async Task Every_course_of_the_last_day_counts_and_none_of_an_earlier_day()
    {
        var learner = await ALearner();
        await app.Deliver(Recorded(learner.Id, 1, "First aid", LastDay.AddDays(-1)));
        await app.Deliver(Recorded(learner.Id, 2, "Moving and handling", LastDay));
        await app.Deliver(Recorded(learner.Id, 3, "Food hygiene", LastDay));

        (await Find(await app.NewAccount(), learner.Name, "First aid")).ShouldBeNull();
        (await Find(await app.NewAccount(), learner.Name, "Food hygiene")).ShouldBe(learner.Id);
    }

    [Fact]
    public async Task A_course_that_was_taken_back_counts_for_nothing_and_the_one_before_is_the_last()
    {
        var learner = await ALearner();
        var withdrawn = Recorded(learner.Id, 2, "Moving and handling", LastDay);
        await app.Deliver(Recorded(learner.Id, 1, "First aid", LastDay.AddDays(-1)));
        await app.Deliver(withdrawn);
        await app.Deliver(Changed(withdrawn, 3, withdrawn.Entry with { Withdrawn = true }));

        (await Find(await app.NewAccount(), learner.Name, "Moving and handling")).ShouldBeNull();
        (await Find(await app.NewAccount(), learner.Name, "First aid")).ShouldBe(learner.Id);
        (await app.InDatabase(db => db.KnownCompletions.SingleAsync(c => c.EntryId == withdrawn.Entry.EntryId))).Title.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_heard_of_a_course_ends_the_same_in_whichever_order_and_however_often()
    {
        for (var order = 0; order < 6; order++)
        {
            var learner = Guid.CreateVersion7();
            var recorded = Recorded(learner, 1, "Moving and handling", LastDay);
            object[] heard =
            [
                recorded,
                Changed(recorded, 2, recorded.Entry with { CompletedOn = LastDay.AddDays(-7) }),
                Changed(recorded, 3, recorded.Entry with { CompletedOn = LastDay.AddDays(-7), Withdrawn = true }),
            ];
            var (first, second) = (order / 2, (order / 2 + 1 + (order % 2)) % 3);
            foreach (var place in new[] { first, second, 3 - first - second, first })
            {
                await (heard[place] is PassportEntryChanged changed ? app.Deliver(changed) : app.Deliver(recorded));
            }

            var known = await app.InDatabase(db => db.KnownCompletions.SingleAsync(c => c.LearnerId == learner));
            (known.Version, known.CompletedOn, known.Title).ShouldBe((3, null, ""));
        }
    }

    [Fact]
    public async Task A_message_from_before_titles_were_told_is_a_last_course_nobody_can_name()
    {
        var learner = await ALearner();
        await app.Deliver(Recorded(learner.Id, 1, "First aid", LastDay.AddDays(-1)));
        await app.Deliver(Recorded(learner.Id, 2, null, LastDay));

        (await Find(await app.NewAccount(), learner.Name, "First aid")).ShouldBeNull();
    }

    [Fact]
    public async Task Two_of_one_name_and_birthday_are_not_told_apart_by_a_course_and_staff_see_that_it_agrees()
    {
        var (learner, account) = (await ALearner(), await app.NewAccount());
        await ALearner(learner.Name);
        await app.Deliver(Recorded(learner.Id, 1, "Moving and handling", LastDay));

        (await Find(account, learner.Name, "Moving and handling")).ShouldBeNull();

        var seen = await Seen(account);
        seen.GetProperty("lastCourse").GetString().ShouldBe("Moving and handling");
        seen.GetProperty("candidates").EnumerateArray().Single(c => c.GetProperty("learnerId").GetGuid() == learner.Id)
            .GetProperty("agreeing").EnumerateArray().Select(fact => fact.GetString()).ShouldBe(["DateOfBirth", "Name", "LastCourse"]);
    }

    [Fact]
    public async Task A_course_is_tried_three_times_for_one_person_by_all_accounts_together()
    {
        await using var own = new IdentityApp();
        var learner = await ALearner(on: own);
        await own.Deliver(Recorded(learner.Id, 1, "Moving and handling", LastDay));
        foreach (var guess in new[] { "First aid", "Food hygiene", "Dementia" })
        {
            (await Find(await own.NewAccount(), learner.Name, guess, own)).ShouldBeNull();
        }

        var late = await own.NewAccount();
        (await Find(late, learner.Name, "Moving and handling", own)).ShouldBeNull();
        (await Seen(late, own)).GetProperty("candidates")[0].GetProperty("agreeing").GetArrayLength().ShouldBe(3);
        (await Find(await own.NewAccount(), learner.Name, "Moving and handling", own, learner.Number)).ShouldBe(learner.Id);
    }

    [Fact]
    public async Task After_thirty_days_a_course_can_be_tried_again()
    {
        await using var own = new IdentityApp();
        var learner = await ALearner(on: own);
        await own.Deliver(Recorded(learner.Id, 1, "Moving and handling", LastDay));
        var account = await own.NewAccount();
        foreach (var guess in new[] { "First aid", "Food hygiene", "Dementia", "Moving and handling" })
        {
            (await Find(account, learner.Name, guess, own)).ShouldBeNull();
        }

        own.Clock.Advance(TimeSpan.FromDays(30));
        (await Find(account, learner.Name, "Moving and handling", own)).ShouldBe(learner.Id);
    }

    private static CompletionRecorded Recorded(Guid learner, long version, string? title, DateOnly completedOn)
        => new(learner, version, new EntryFacts(Guid.CreateVersion7(), 15, completedOn, null, Assurance.Recorded, UnderReview: false, Title: title), DateTimeOffset.UnixEpoch);

    private static PassportEntryChanged Changed(CompletionRecorded recorded, long version, EntryFacts entry)
        => new(recorded.LearnerId, version, entry, "A mistake.", DateTimeOffset.UnixEpoch);

    private async Task<(Guid Id, string Number, string Name)> ALearner(string? name = null, IdentityApp? on = null)
    {
        var (id, number) = (Guid.CreateVersion7(), Codes.New());
        name ??= $"Amara {Guid.NewGuid():N}";
        await (on ?? app).Deliver(new LearnerRegistered(id, 1, number, name, Born, app.Clock.GetUtcNow()));
        return (id, number, name);
    }

    /// <summary>The learner that was found, or nothing where the search waits for the Academy.</summary>
    private async Task<Guid?> Find(Account account, string name, string course, IdentityApp? on = null, string? number = null)
    {
        var answer = await (on ?? app).ForThemselves(account).PostNew(
            $"{Inviting.Api}/find-my-record", new { fullName = name, dateOfBirth = Born, academyNumber = number, lastCourse = course });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Json()).TryGetProperty("learnerId", out var found) ? found.GetGuid() : null;
    }

    private async Task<System.Text.Json.JsonElement> Seen(Account account, IdentityApp? on = null)
    {
        var id = await (on ?? app).InDatabase(db => db.RecordRequests.Where(r => r.AccountId == account.Id).Select(r => r.Id).SingleAsync());
        var officer = (on ?? app).As("accounts.manage", OrganisationKind.Academy, DemoClient.AcademyId, roles: ["officer"], subject: "officer-1");
        officer.DefaultRequestHeaders.Add("X-Purpose", "Deciding the request");
        return await (await officer.GetAsync($"{Inviting.Api}/record-requests/{id}")).Json();
    }
}
