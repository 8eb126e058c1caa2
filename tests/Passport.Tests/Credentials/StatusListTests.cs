using System.Net;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Credentials;

public sealed class StatusListTests(PassportApp app)
{
    [Fact]
    public async Task A_withdrawn_entry_s_credential_is_revoked_in_the_public_list_at_once()
    {
        var (entry, other) = (await app.ACompletion(), await app.ACompletion());
        var (credential, untouched) = (await app.CredentialOf(entry), await app.CredentialOf(other));
        (await app.IsListed(credential)).ShouldBeFalse();

        await Withdraw(entry);

        (await app.IsListed(credential)).ShouldBeTrue();
        (await app.IsListed(untouched)).ShouldBeFalse();
        (await app.IsListed(credential, "suspension")).ShouldBeFalse();
        var found = await app.Verify(credential);
        (found.Outcome("signature"), found.Outcome("revocation"), found.Outcome("suspension")).ShouldBe(("Passed", "Failed", "Passed"));
    }

    [Fact]
    public async Task A_corrected_entry_gets_a_new_credential_and_the_one_of_the_wrong_day_is_revoked()
    {
        var entry = await app.ACompletion();
        var wrong = await app.CredentialOf(entry);

        var corrected = await app.AsProvider(entry.Course.ProviderId).PostNew(
            $"/api/passport/v1/entries/{entry.Id}/correct", new { completedOn = "2026-09-02", reason = "The wrong day was typed." });

        corrected.StatusCode.ShouldBe(HttpStatusCode.OK);
        var right = await app.CredentialOf(entry);
        (await app.IsListed(wrong)).ShouldBeTrue();
        (await app.IsListed(right)).ShouldBeFalse();
        Credentialing.Claims(right).GetProperty("credentialSubject").GetProperty("kitemark").GetProperty("day").GetString().ShouldBe("2026-09-02");
    }

    [Fact]
    public async Task A_kitemark_withdrawal_that_voids_the_day_revokes_and_the_new_credential_claims_no_mark()
    {
        var entry = await app.ACompletion();
        var (before, now) = (await app.CredentialOf(entry), app.Clock.GetUtcNow());
        var withdrawn = entry.Course.CourseWithdrawn(now, Credentialing.Day.AddDays(-10), now.AddMinutes(5), Consequence.VoidFrom, Credentialing.Day.AddDays(-10));
        await app.Deliver(withdrawn);
        await app.Reassess();

        (await app.IsListed(before)).ShouldBeTrue();
        var after = await app.CredentialOf(entry);
        (await app.Verify(after)).Outcome("kitemarkedOnTheDay").ShouldBe("Failed");

        await app.Deliver(entry.Course.CourseReinstated(withdrawn, now.AddMinutes(10)));
        await app.Reassess();
        (await app.IsListed(before)).ShouldBeTrue("what was revoked stays revoked");
        (await app.IsListed(after)).ShouldBeTrue();
        (await app.Verify(await app.CredentialOf(entry))).Outcome("kitemarkedOnTheDay").ShouldBe("Passed");
    }

    [Fact]
    public async Task An_entry_under_review_suspends_its_credential_until_the_decision_is_taken_back()
    {
        var entry = await app.ACompletion();
        var (credential, now) = (await app.CredentialOf(entry), app.Clock.GetUtcNow());
        var withdrawn = entry.Course.CourseWithdrawn(now, Credentialing.Day.AddDays(10), now.AddMinutes(5), Consequence.NeedsReview);
        await app.Deliver(withdrawn);
        await app.Reassess();

        (await app.IsListed(credential, "suspension")).ShouldBeTrue();
        (await app.IsListed(credential)).ShouldBeFalse();
        (await app.Verify(credential)).Outcome("suspension").ShouldBe("Failed");

        await app.Deliver(entry.Course.CourseReinstated(withdrawn, now.AddMinutes(10)));
        await app.Reassess();
        (await app.IsListed(credential, "suspension")).ShouldBeFalse();
        (await app.CredentialOf(entry)).ShouldBe(credential);
    }

    [Fact]
    public async Task Of_an_erased_person_the_revoked_place_is_all_that_stays()
    {
        var entry = await app.ACompletion();
        var credential = await app.CredentialOf(entry);
        var number = await app.InDatabase(db => db.Credentials.Where(c => c.EntryId == entry.Id).Select(c => c.Number).SingleAsync());

        await app.Deliver(new LearnerErased(entry.Learner.Id, 9, app.Clock.GetUtcNow()));

        (await app.IsListed(credential)).ShouldBeTrue();
        (await app.Verify(credential)).Outcome("revocation").ShouldBe("Failed");
        var left = await app.InDatabase(db => db.Credentials.SingleAsync(c => c.Number == number));
        (left.EntryId, left.Content, left.Intent, left.Signed).ShouldBe((null, null, null, null));
    }

    [Fact]
    public async Task Merging_records_keeps_the_credentials_of_what_stands_and_revokes_those_of_what_gives_way()
    {
        var (course, moves) = (await app.ACourse(), await app.ACompletion());
        var kept = await app.ACompletion(course);
        var twice = new AnEntry(moves.Learner, course, (await app.Record(course, Credentialing.Day, moves.Learner.Id)).GetProperty("completions")[0].GetProperty("entryId").GetGuid());
        var (moved, stands, gone) = (await app.CredentialOf(moves), await app.CredentialOf(kept), await app.CredentialOf(twice));

        await app.Deliver(new LearnersMerged(moves.Learner.Id, 5, kept.Learner.Id, app.Clock.GetUtcNow()));

        (await app.IsListed(gone)).ShouldBeTrue();
        (await app.IsListed(stands)).ShouldBeFalse();
        (await app.IsListed(moved)).ShouldBeFalse();
        (await app.CredentialOf(moves with { Learner = kept.Learner })).ShouldBe(moved);
    }

    [Fact]
    public async Task A_list_that_has_not_changed_is_not_sent_again_and_one_that_has_is()
    {
        await using var own = new PassportApp();
        var entry = await own.ACompletion();
        await own.CredentialOf(entry);
        var first = await Ask(null);
        first.Headers.CacheControl!.ToString().ShouldBe("public, no-cache");
        first.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        first.Content.Headers.ContentType!.MediaType.ShouldBe("application/vc+jwt");

        (await Ask(first.Headers.ETag!.Tag)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await own.AsProvider(entry.Course.ProviderId).PostNew($"/api/passport/v1/entries/{entry.Id}/withdraw", new { reason = "She was not there." });
        (await Ask(first.Headers.ETag.Tag)).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<HttpResponseMessage> Ask(string? known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/passport/v1/status-lists/1-revocation");
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
            return await own.CreateClient().SendAsync(request);
        }
    }

    [Theory]
    [InlineData("1-revocation", HttpStatusCode.OK)]
    [InlineData("1-suspension", HttpStatusCode.OK)]
    [InlineData("2-revocation", HttpStatusCode.NotFound)]
    [InlineData("01-revocation", HttpStatusCode.NotFound)]
    [InlineData("0-revocation", HttpStatusCode.NotFound)]
    [InlineData("-1-revocation", HttpStatusCode.NotFound)]
    [InlineData("1-message", HttpStatusCode.NotFound)]
    [InlineData("99999999999999999999-revocation", HttpStatusCode.NotFound)]
    [InlineData("9223372036854775807-revocation", HttpStatusCode.NotFound)]
    public async Task A_list_has_one_name(string id, HttpStatusCode expected)
        => (await app.CreateClient().GetAsync(new Uri($"/api/passport/v1/status-lists/{id}", UriKind.Relative))).StatusCode.ShouldBe(expected);

    [Fact]
    public async Task No_two_credentials_ever_have_the_same_place()
    {
        var course = await app.ACourse();
        var entries = new List<AnEntry>();
        for (var i = 0; i < 6; i++)
        {
            entries.Add(await app.ACompletion(course));
        }

        var first = await Task.WhenAll(entries.Select(app.CredentialOf));
        await Task.WhenAll(entries.Select(entry => app.AsProvider(course.ProviderId).PostNew(
            $"/api/passport/v1/entries/{entry.Id}/correct", new { completedOn = "2026-09-02", reason = "The wrong day was typed." })));
        var second = await Task.WhenAll(entries.Select(app.CredentialOf));

        first.Concat(second).Select(credential => Credentialing.Status(credential, "revocation").GetProperty("id").GetString()).ShouldBeUnique();
    }

    private async Task Withdraw(AnEntry entry)
        => (await app.AsProvider(entry.Course.ProviderId).PostNew($"/api/passport/v1/entries/{entry.Id}/withdraw", new { reason = "She was not there." }))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
}
