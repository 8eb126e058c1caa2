using System.Net;
using System.Text.Json;
using Academy.Contracts.Passport;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Features;

public sealed class WithdrawEntryTests(PassportApp app)
{
    private static readonly DateOnly Day = new(2026, 9, 1);

    [Fact]
    public async Task A_withdrawn_entry_stays_to_be_seen_with_its_reason_and_is_told()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);

        var answer = await Withdraw(course.ProviderId, entry, " She was not in the class. ");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var shown = (await app.PassportOf(learner.Id)).GetProperty("entries")[0];
        shown.GetProperty("withdrawal").GetProperty("reason").GetString().ShouldBe("She was not in the class.");
        shown.GetProperty("assurance").GetString().ShouldBe("Kitemarked");
        (await answer.Json()).GetRawText().ShouldBe(shown.GetRawText());
        var said = (await app.Said<PassportEntryChanged>()).Single(e => e.LearnerId == learner.Id);
        (said.Entry.Withdrawn, said.Reason).ShouldBe((true, "She was not in the class."));
        (await Ledger(learner.Id)).ShouldBe(["Recorded", "Withdrawn"]);
    }

    [Fact]
    public async Task Withdrawn_twice_the_first_reason_stays_and_nothing_more_is_told()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);
        await Withdraw(course.ProviderId, entry, "The first.");

        var again = await Withdraw(course.ProviderId, entry, "The second.");

        (await again.Json()).GetProperty("withdrawal").GetProperty("reason").GetString().ShouldBe("The first.");
        (await app.Said<PassportEntryChanged>()).Count(e => e.LearnerId == learner.Id).ShouldBe(1);
        (await Ledger(learner.Id)).ShouldBe(["Recorded", "Withdrawn"]);
    }

    [Fact]
    public async Task To_everybody_but_who_issued_it_the_entry_is_not_there()
    {
        var (learner, course, employer) = (await app.ALearner(), await app.ACourse(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer);
        var entry = await Recorded(course, learner.Id);
        const string path = "/api/passport/v1/entries";

        foreach (var client in new[]
        {
            app.AsProvider((await app.ACourse()).ProviderId),
            app.AsEmployer(employer),
            app.As("entries.write", learner: learner.Id),
            app.As("entries.write", Academy.ServiceDefaults.OrganisationKind.Academy, Guid.NewGuid(), roles: ["administrator"]),
        })
        {
            (await client.PostNew($"{path}/{entry}/withdraw", new { reason = "It is mine." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await client.PostNew($"{path}/{entry}/correct", new { completedOn = "2026-08-31", reason = "It is mine." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task An_employer_asks_for_it_again_and_a_check_counts_it_apart()
    {
        var (learner, course, employer) = (await app.ALearner(), await app.ACourse(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer);
        await app.AsEmployer(employer).PutAsJsonAsync(
            new Uri($"/api/passport/v1/employers/{employer}/requirements", UriKind.Relative), new { subjects = new[] { new { trainingCategoryCode = course.Category } } });
        var entry = await Recorded(course, learner.Id);
        (await Status(employer, learner.Id)).ShouldBe("Met");

        await Withdraw(course.ProviderId, entry, "She was not in the class.");

        (await Status(employer, learner.Id)).ShouldBe("Missing");
        var share = await (await app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { days = 7 })).Json();
        var check = await (await app.CreateClient().PostNew(
            "/api/passport/v1/checks", new { code = share.GetProperty("code").GetString(), dateOfBirth = learner.DateOfBirth })).Json();
        check.GetProperty("summary").GetProperty("withdrawn").GetInt32().ShouldBe(1);
        check.GetProperty("summary").GetProperty("notKitemarked").GetInt32().ShouldBe(0);
        check.GetProperty("entries")[0].GetProperty("kitemarkedOnTheDay").GetString().ShouldBe("No");
        check.GetProperty("entries")[0].GetProperty("withdrawal").GetProperty("reason").GetString().ShouldBe("She was not in the class.");
    }

    [Fact]
    public async Task What_was_withdrawn_by_mistake_is_recorded_again()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);
        await Withdraw(course.ProviderId, entry, "A mistake of ours.");

        var again = await Recorded(course, learner.Id);

        again.ShouldNotBe(entry);
        (await app.PassportOf(learner.Id)).GetProperty("entries").EnumerateArray()
            .Count(shown => shown.GetProperty("withdrawal").ValueKind == JsonValueKind.Null).ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no")]
    public async Task Without_a_reason_nothing_is_withdrawn(string reason)
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);

        (await Withdraw(course.ProviderId, entry, reason)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await Ledger(learner.Id)).ShouldBe(["Recorded"]);
    }

    private async Task<Guid> Recorded(ACourse course, Guid learner)
        => (await app.Record(course, Day, learner)).GetProperty("completions")[0].GetProperty("entryId").GetGuid();

    private Task<HttpResponseMessage> Withdraw(Guid provider, Guid entry, string reason)
        => app.AsProvider(provider).PostNew($"/api/passport/v1/entries/{entry}/withdraw", new { reason });

    private async Task<string?> Status(Guid employer, Guid learner)
        => (await (await app.AsEmployer(employer).GetAsync(new Uri($"/api/passport/v1/employers/{employer}/starters/{learner}", UriKind.Relative))).Json())
            .GetProperty("subjects")[0].GetProperty("status").GetString();

    private Task<List<string>> Ledger(Guid learner)
        => app.InDatabase(db => db.Ledger.Where(line => line.LearnerId == learner).OrderBy(line => line.Number).Select(line => line.Event.ToString()).ToListAsync());
}
