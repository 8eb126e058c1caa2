using System.Net;
using Academy.Contracts.Passport;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

public sealed class CorrectEntryTests(PassportApp app)
{
    private static readonly DateOnly Day = new(2026, 9, 1);

    [Fact]
    public async Task The_right_day_moves_the_dates_and_is_told()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);

        var answer = await Correct(course.ProviderId, entry, "2026-08-31");

        (await answer.Json()).GetProperty("validUntil").GetString().ShouldBe("2027-08-30");
        var shown = (await app.PassportOf(learner.Id)).GetProperty("entries")[0];
        shown.GetProperty("entryId").GetGuid().ShouldBe(entry);
        shown.GetProperty("completedOn").GetString().ShouldBe("2026-08-31");
        shown.GetProperty("assurance").GetString().ShouldBe("Kitemarked");
        (await app.Said<PassportEntryChanged>()).Single(e => e.LearnerId == learner.Id).Entry.CompletedOn.ShouldBe(new DateOnly(2026, 8, 31));
    }

    [Fact]
    public async Task A_day_before_the_kitemark_is_not_kitemarked()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);

        var answer = await Correct(course.ProviderId, entry, $"{PassportApp.LongAgo.AddDays(-1):yyyy-MM-dd}");

        (await answer.Json()).GetProperty("assurance").GetString().ShouldBe("Recorded");
    }

    [Fact]
    public async Task A_day_that_is_recorded_already_is_refused_and_the_same_day_changes_nothing()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);
        await app.Record(course, Day.AddDays(-7), learner.Id);

        (await Correct(course.ProviderId, entry, "2026-08-25")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Correct(course.ProviderId, entry, "2026-09-01")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.Said<PassportEntryChanged>()).ShouldNotContain(e => e.LearnerId == learner.Id);
    }

    [Theory]
    [InlineData("2999-01-01", "future")]
    [InlineData("1969-12-31", "1970")]
    public async Task A_day_that_cannot_be_is_refused_with_a_sentence(string day, string words)
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);

        var answer = await Correct(course.ProviderId, entry, day);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("detail").GetString()!.ShouldContain(words);
    }

    [Fact]
    public async Task What_was_withdrawn_is_not_corrected()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);
        await app.AsProvider(course.ProviderId).PostNew($"/api/passport/v1/entries/{entry}/withdraw", new { reason = "She was not there." });

        (await (await Correct(course.ProviderId, entry, "2026-08-31")).Json()).GetProperty("type").GetString()!.ShouldEndWith("entry-withdrawn");
    }

    private async Task<Guid> Recorded(ACourse course, Guid learner)
        => (await app.Record(course, Day, learner)).GetProperty("completions")[0].GetProperty("entryId").GetGuid();

    private Task<HttpResponseMessage> Correct(Guid provider, Guid entry, string completedOn)
        => app.AsProvider(provider).PostNew($"/api/passport/v1/entries/{entry}/correct", new { completedOn, reason = "The wrong day was typed." });
}
