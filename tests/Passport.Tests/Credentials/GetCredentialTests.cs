using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Credentials;

public sealed class GetCredentialTests(PassportApp app)
{
    [Fact]
    public async Task A_completion_is_an_open_badge_with_the_kitemark_of_its_day_inside()
    {
        var entry = await app.ACompletion();

        var claims = Credentialing.Claims(await app.CredentialOf(entry));

        Texts(claims, "@context")[..2].ShouldBe(["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]);
        Texts(claims, "type").ShouldBe(["VerifiableCredential", "OpenBadgeCredential"]);
        claims.GetProperty("issuer").GetProperty("id").GetString().ShouldBe("did:web:academy.test");
        (claims.GetProperty("validFrom").GetString(), claims.GetProperty("validUntil").GetString()).ShouldBe(("2026-08-31T23:00:00Z", "2027-08-31T22:59:59Z"));
        var subject = claims.GetProperty("credentialSubject");
        var achievement = subject.GetProperty("achievement");
        achievement.GetProperty("id").GetString().ShouldBe($"urn:uuid:{entry.Course.VersionId}");
        (achievement.GetProperty("name").GetString(), achievement.GetProperty("version").GetString()).ShouldBe(("Moving people safely", "2026"));
        Texts(achievement, "tag").ShouldContain("ASC-WDS training category 15");
        subject.GetProperty("source").GetProperty("name").GetString().ShouldBe("Northgate Care Training");
        var kitemark = subject.GetProperty("kitemark");
        (kitemark.GetProperty("day").GetString(), kitemark.GetProperty("assurance").GetString()).ShouldBe(("2026-09-01", "Kitemarked"));
        var links = kitemark.GetProperty("links").EnumerateArray().ToList();
        links.ConvertAll(link => link.GetProperty("link").GetString()).ShouldBe(["CourseVersion", "TrainingProvider", "Trainer"]);
        links.ShouldAllBe(link => link.GetProperty("inForce").GetBoolean() && link.GetProperty("mark").GetString()!.StartsWith("urn:uuid:")
            && link.GetProperty("from").GetString() == "2025-01-01" && link.GetProperty("until").GetString() == "2028-12-31");
    }

    [Fact]
    public async Task It_does_not_name_the_learner_and_confirms_the_academy_number_to_whoever_is_told_it()
    {
        var entry = await app.ACompletion();

        var text = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars((await app.CredentialOf(entry)).Split('.')[1]));

        text.ShouldNotContain(entry.Learner.Name);
        text.ShouldNotContain("1990");
        text.ShouldNotContain($"{entry.Learner.Id}");
        text.ShouldNotContain(entry.Learner.AcademyNumber);
        var identity = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("credentialSubject").GetProperty("identifier")[0];
        var number = $"CPA-{Codes.Show(entry.Learner.AcademyNumber)}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(number + identity.GetProperty("salt").GetString()));
        identity.GetProperty("identityHash").GetString().ShouldBe($"sha256${Convert.ToHexStringLower(hash)}");
        identity.GetProperty("hashed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_signed_once_and_the_same_for_everybody_who_may_see_the_entry()
    {
        var (entry, employer) = (await app.ACompletion(), await app.AnEmployer());
        await app.AnEmployment(entry.Learner.Id, employer);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.CredentialOf(entry)));
        var seen = await (await app.AsEmployer(employer).AskForCredential(entry.Id)).Content.ReadAsStringAsync();

        answers.Append(seen).Distinct().ShouldHaveSingleItem();
        (await app.InDatabase(db => db.Credentials.Where(c => c.EntryId == entry.Id).ToListAsync())).ShouldHaveSingleItem().Intent.ShouldBeNull();
    }

    [Fact]
    public async Task Who_may_not_see_the_entry_gets_the_answer_of_what_is_not_there()
    {
        var (entry, stranger) = (await app.ACompletion(), await app.ACompletion());

        HttpClient[] others =
        [
            app.AsLearner(stranger.Learner.Id), app.AsEmployer(await app.AnEmployer()), app.AsProvider(stranger.Course.ProviderId),
        ];
        foreach (var other in others)
        {
            (await other.AskForCredential(entry.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await other.AskForCredential(Guid.CreateVersion7())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await app.InDatabase(db => db.Credentials.AnyAsync(c => c.EntryId == entry.Id))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_provider_gets_credentials_of_what_it_recorded_and_not_of_the_rest()
    {
        var entry = await app.ACompletion();
        var other = await app.ACourse();
        await app.Record(other, Credentialing.Day, entry.Learner.Id);

        (await app.AsProvider(other.ProviderId).AskForCredential(entry.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.AsProvider(entry.Course.ProviderId).AskForCredential(entry.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_learner_reads_who_got_a_credential_and_staff_have_to_say_why()
    {
        var entry = await app.ACompletion();
        var officer = app.As("passport.read", OrganisationKind.Academy, Guid.NewGuid());

        (await officer.AskForCredential(entry.Id)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        officer.DefaultRequestHeaders.Add("X-Purpose", "She asked for help with it.");
        (await officer.AskForCredential(entry.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var activity = await app.AsLearner(entry.Learner.Id).GetStringAsync(new Uri($"/api/passport/v1/learners/{entry.Learner.Id}/activity", UriKind.Relative));
        activity.ShouldContain("CredentialSeen");
        activity.ShouldContain("She asked for help with it.");
    }

    [Fact]
    public async Task Of_a_withdrawn_entry_there_is_no_credential()
    {
        var entry = await app.ACompletion();
        await app.AsProvider(entry.Course.ProviderId).PostNew($"/api/passport/v1/entries/{entry.Id}/withdraw", new { reason = "She was not there." });

        (await app.AsLearner(entry.Learner.Id).AskForCredential(entry.Id)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_broken_chain_is_in_the_credential_with_the_link_that_broke()
    {
        var course = await app.ACourse(isMarked: false);
        await app.Deliver(course.ProviderGranted(app.Clock.GetUtcNow()));
        await app.Deliver(course.CourseGranted(app.Clock.GetUtcNow()));

        var found = await app.Verify(await app.CredentialOf(await app.ACompletion(course)));

        found.Outcome("signature").ShouldBe("Passed");
        found.Outcome("kitemarkedOnTheDay").ShouldBe("Failed");
        found.GetProperty("kitemarkedOnTheDay").GetProperty("reason").GetString().ShouldBe("The trainer was not authorised for this subject.");
    }

    [Fact]
    public async Task What_an_employer_attests_is_a_badge_of_the_employer_that_claims_no_kitemark()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer, workplace: "W1", worker: "A1");
        var file = new StringContent("LOCALESTID,UNIQUEWORKERID,CATEGORY,DESCRIPTION,DATECOMPLETED,EXPIRYDATE,ACCREDITED,NOTES\r\nW1,A1,15,Hoists,01/09/2026,,1,\r\n", Encoding.UTF8, "text/csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/passport/v1/imports?employerId={employer}") { Content = file };
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        var import = await app.AsEmployer(employer).SendAsync(request);
        import.StatusCode.ShouldBe(HttpStatusCode.Created, await import.Content.ReadAsStringAsync());
        var entry = (await app.PassportOf(learner.Id)).GetProperty("entries")[0].GetProperty("entryId").GetGuid();

        var credential = await (await app.AsLearner(learner.Id).AskForCredential(entry)).Content.ReadAsStringAsync();

        Credentialing.Claims(credential).GetProperty("credentialSubject").GetProperty("source").GetProperty("name").GetString().ShouldBe("Rosewood Care Ltd");
        Credentialing.Claims(credential).TryGetProperty("validUntil", out _).ShouldBeFalse();
        var found = await app.Verify(credential);
        found.Outcome("dates").ShouldBe("Passed");
        found.Outcome("kitemarkedOnTheDay").ShouldBe("CouldNotCheck");
    }

    [Fact]
    public async Task A_mark_withdrawn_later_whose_past_stands_leaves_the_credential_as_it_is()
    {
        var entry = await app.ACompletion();
        var credential = await app.CredentialOf(entry);
        var now = app.Clock.GetUtcNow();
        await app.Deliver(entry.Course.CourseWithdrawn(now, Credentialing.Day.AddDays(10), now.AddMinutes(5), Consequence.Stands));
        await app.Reassess();

        (await app.CredentialOf(entry)).ShouldBe(credential);
        var found = await app.Verify(credential);
        found.Outcome("kitemarkedOnTheDay").ShouldBe("Passed");
        found.Outcome("revocation").ShouldBe("Passed");
    }

    private static List<string?> Texts(JsonElement element, string name)
        => [.. element.GetProperty(name).EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString())];
}
