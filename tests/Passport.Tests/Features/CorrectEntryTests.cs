using System.Net;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.Passport.Tests.Credentials;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

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

    [Fact]
    public async Task Trainer_hours_and_mode_are_put_right_with_history_intact_and_a_credential_of_what_was_wrong_is_revoked()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);
        var wrong = await (await app.AsLearner(learner.Id).AskForCredential(entry)).Content.ReadAsStringAsync();
        var trainer = Guid.CreateVersion7();

        var answer = await Correct(course.ProviderId, entry, new { trainerId = trainer, durationHours = 4.5, mode = "ELearning", reason = "Somebody else taught it." });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var shown = (await app.PassportOf(learner.Id)).GetProperty("entries")[0];
        (shown.GetProperty("durationHours").GetDecimal(), shown.GetProperty("mode").GetString(), shown.GetProperty("completedOn").GetString()).ShouldBe((4.5m, "ELearning", "2026-09-01"));
        shown.GetProperty("recordedBy").GetProperty("trainerId").GetGuid().ShouldBe(trainer);
        shown.GetProperty("assurance").GetString().ShouldBe("Recorded", "nobody authorised this trainer");
        var ledger = await app.InDatabase(db => db.Ledger.AsNoTracking().Where(l => l.LearnerId == learner.Id).OrderBy(l => l.Number).ToListAsync());
        ledger.Select(l => (l.Event, l.Reason)).ShouldBe([(LedgerEvent.Recorded, null), (LedgerEvent.Corrected, "Somebody else taught it.")]);
        ledger[0].Entry.ShouldContain($"{course.TrainerId}");
        ledger.Zip(ledger.Select(l => l.Hash).Prepend([])).ShouldAllBe(pair => pair.First.IsIntact(pair.Second));
        (await app.Verify(wrong)).Outcome("revocation").ShouldBe("Failed");
        (await app.Verify(await (await app.AsLearner(learner.Id).AskForCredential(entry)).Content.ReadAsStringAsync())).Outcome("revocation").ShouldBe("Passed");
    }

    [Fact]
    public async Task Another_course_version_of_the_catalogue_brings_its_title_subject_and_validity()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);
        var version = Guid.CreateVersion7();
        await app.Deliver(new CoursePublished(
            version, 1, Guid.CreateVersion7(), course.ProviderId, "Fire safety", "2", 20, 3, 40, 24, CourseMode.Blended, app.Clock.GetUtcNow()));

        (await Correct(course.ProviderId, entry, new { courseVersionId = version, reason = "The wrong course was chosen." })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var shown = (await app.PassportOf(learner.Id)).GetProperty("entries")[0];
        (shown.GetProperty("title").GetString(), shown.GetProperty("versionLabel").GetString(), shown.GetProperty("trainingCategoryCode").GetInt32()).ShouldBe(("Fire safety", "2", 20));
        (shown.GetProperty("durationHours").GetDecimal(), shown.GetProperty("mode").GetString(), shown.GetProperty("validUntil").GetString()).ShouldBe((3m, "Blended", "2028-08-31"));
        var said = (await app.Said<PassportEntryChanged>()).Single(e => e.LearnerId == learner.Id).Entry;
        (said.Title, said.TrainingCategoryCode).ShouldBe(("Fire safety", 20));
    }

    [Theory]
    [InlineData("""{"reason":"Nothing."}""", "nothing-to-correct")]
    [InlineData("""{"courseVersionId":"0193a1b2-0000-7000-8000-000000000000","reason":"Of nobody."}""", "course-version-unknown")]
    [InlineData("""{"mode":77,"reason":"No mode."}""", "mode")]
    [InlineData("""{"durationHours":1.234,"reason":"Too exact."}""", "too-many-decimals")]
    public async Task What_cannot_be_put_right_so_is_refused_with_a_sentence(string body, string problem)
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var entry = await Recorded(course, learner.Id);

        var answer = await Correct(course.ProviderId, entry, JsonSerializer.Deserialize<JsonElement>(body));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("type").GetString().ShouldBe($"/problems/{problem}");
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
        => Correct(provider, entry, new { completedOn, reason = "The wrong day was typed." });

    private Task<HttpResponseMessage> Correct(Guid provider, Guid entry, object right)
        => app.AsProvider(provider).PostNew($"/api/passport/v1/entries/{entry}/correct", right);
}
