using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Academy.Contracts.Learner;
using Academy.Passport.Credentials;
using Academy.Testing;

namespace Academy.Passport.Tests.Credentials;

public sealed class PresentationTests(PassportApp app)
{
    [Fact]
    public async Task A_whole_passport_is_presented_and_each_credential_in_it_is_answered_by_itself()
    {
        var entry = await app.ACompletion();
        await app.Record(await app.ACourse(category: 20), Credentialing.Day.AddDays(3), entry.Learner.Id);
        var presentation = await app.PresentationOf(entry.Learner.Id);
        await app.AsProvider(entry.Course.ProviderId).PostNew($"/api/passport/v1/entries/{entry.Id}/withdraw", new { reason = "She was not there." });

        var found = await app.Verify(presentation);

        (found.Outcome("signature"), found.Outcome("issuerTrusted"), found.Outcome("dates"), found.Outcome("revocation")).ShouldBe(("Passed", "Passed", "Passed", "CouldNotCheck"));
        var presented = found.GetProperty("presented").EnumerateArray().ToList();
        presented.Select(one => (one.Outcome("signature"), one.Outcome("kitemarkedOnTheDay"), one.Outcome("revocation")))
            .ShouldBe([("Passed", "Passed", "Passed"), ("Passed", "Passed", "Failed")]);
    }

    [Fact]
    public async Task Chosen_entries_are_presented_as_the_same_credentials_as_one_by_one()
    {
        var entry = await app.ACompletion();
        await app.Record(await app.ACourse(category: 20), Credentialing.Day.AddDays(3), entry.Learner.Id);

        var presentation = Credentialing.Claims(await app.PresentationOf(entry.Learner.Id, entry.Id));

        presentation.GetProperty("verifiableCredential").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString()
            .ShouldBe($"data:application/vc+jwt,{await app.CredentialOf(entry)}");
        presentation.GetRawText().ShouldNotContain("Amara");
    }

    [Fact]
    public async Task Qualifications_are_presented_behind_the_entries_and_can_be_chosen()
    {
        var entry = await app.ACompletion();
        var qualification = await app.AQualification(entry.Course.ProviderId, entry.Learner.Id);

        var all = await app.Verify(await app.PresentationOf(entry.Learner.Id));
        all.GetProperty("presented").EnumerateArray().Select(one => one.GetProperty("credential").GetProperty("name").GetString())
            .ShouldBe(["Moving people safely", "Level 2 Adult Social Care Certificate"]);
        var chosen = await app.Verify(await app.PresentationOf(entry.Learner.Id, qualification));
        chosen.GetProperty("presented").EnumerateArray().ShouldHaveSingleItem().Outcome("revocation").ShouldBe("Passed");
    }

    [Fact]
    public async Task Only_what_has_a_credential_is_presented_and_only_by_the_learner()
    {
        var (entry, other) = (await app.ACompletion(), await app.ACompletion());

        (await Ask(app.AsLearner(entry.Learner.Id), entry.Learner.Id, other.Id)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Ask(app.AsLearner(other.Learner.Id), entry.Learner.Id)).ShouldBe(HttpStatusCode.NotFound);
        (await Ask(app.AsProvider(entry.Course.ProviderId), entry.Learner.Id)).ShouldBe(HttpStatusCode.NotFound);
        var empty = await app.ALearner();
        (await Ask(app.AsLearner(empty.Id), empty.Id)).ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_presentation_holds_a_bounded_number_of_credentials_says_how_many_are_left_and_leads_to_the_next()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        for (var day = 0; day <= Presentation.MostCredentials; day++)
        {
            await app.Record(course, Credentialing.Day.AddDays(-day), learner.Id);
        }

        var (path, presented, leftOut) = ($"/api/passport/v1/learners/{learner.Id}/presentation", new List<int>(), new List<string>());
        while (path is not null)
        {
            var answer = await app.AsLearner(learner.Id).GetAsync(new Uri(path, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            presented.Add((await app.Verify(await answer.Content.ReadAsStringAsync())).GetProperty("presented").EnumerateArray().Count(one => one.Outcome("revocation") == "Passed"));
            leftOut.Add(answer.Headers.GetValues("X-Left-Out").Single());
            path = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        presented.ShouldBe([Presentation.MostCredentials, 1]);
        leftOut.ShouldBe(["1", "0"]);
        (await app.AsLearner(learner.Id).GetAsync(new Uri($"/api/passport/v1/learners/{learner.Id}/presentation?from=41", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var entries = (await app.PassportOf(learner.Id)).GetProperty("entries").EnumerateArray().Select(one => one.GetProperty("entryId").GetGuid()).ToArray();
        var chosen = await app.AsLearner(learner.Id).AskForPresentation(learner.Id, entries);
        chosen.Headers.GetValues("Link").Single().ShouldContain($"?from=40&entry={entries[0]}");
    }

    [Fact]
    public async Task A_changed_an_old_or_a_strange_presentation_is_told_from_a_good_one()
    {
        var entry = await app.ACompletion();
        var good = Credentialing.Claims(await app.PresentationOf(entry.Learner.Id)).GetRawText();
        var keys = await app.Services.GetRequiredService<CredentialKeys>().Get(default);

        (await Found(json => json["exp"] = 1_700_000_000)).Outcome("dates").ShouldBe("Failed");
        (await Found(json => json["iat"] = 4_000_000_000)).Outcome("dates").ShouldBe("Failed");
        foreach (var broken in new Action<JsonObject>[]
        {
            json => json["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
            json => json["@context"] = new JsonArray("https://www.w3.org/2018/credentials/v1"),
            json => json["iss"] = "did:web:somewhere.else",
            json => json["holder"] = "did:web:somewhere.else",
            json => json["verifiableCredential"] = new JsonArray(),
            json => json["verifiableCredential"]!.AsArray().Add(json["verifiableCredential"]![0]!.DeepClone()),
            json => json["verifiableCredential"]![0]!["id"] = "https://somewhere.else/credential",
            json => json["verifiableCredential"]![0]!["type"] = new JsonArray("EnvelopedVerifiablePresentation"),
            json => json.Remove("exp"),
        })
        {
            (await Found(broken)).Outcome("signature").ShouldBe("Failed");
        }

        // What is in it is judged by itself: a presentation within, and a credential somebody changed.
        var nested = await Found(json => json["verifiableCredential"]![0]!["id"] = $"data:application/vc+jwt,{keys.Sign(good, Jws.Presentation)}");
        nested.GetProperty("presented")[0].Outcome("signature").ShouldBe("Failed");
        var changed = await Found(json => json["verifiableCredential"]![0]!["id"] = json["verifiableCredential"]![0]!["id"]!.GetValue<string>()[..^4] + "AAAA");
        (changed.Outcome("signature"), changed.GetProperty("presented")[0].Outcome("signature")).ShouldBe(("Passed", "Failed"));

        Task<JsonElement> Found(Action<JsonObject> change)
        {
            var json = JsonNode.Parse(good)!.AsObject();
            change(json);
            return app.Verify(keys.Sign(json.ToJsonString(), Jws.Presentation));
        }
    }

    [Fact]
    public async Task A_misspelt_name_put_right_is_in_the_passport_at_once_and_no_credential_has_to_be_made_again()
    {
        var entry = await app.ACompletion();
        var credential = await app.CredentialOf(entry);
        var shared = await (await app.AsLearner(entry.Learner.Id).PostNew($"/api/passport/v1/learners/{entry.Learner.Id}/shares", new { days = 7 })).Json();
        var before = (await app.PassportOf(entry.Learner.Id)).GetProperty("version").GetInt64();

        await app.Deliver(new LearnerDetailsChanged(entry.Learner.Id, 2, entry.Learner.AcademyNumber, "Amara Okafor-Bello", [entry.Learner.Name], entry.Learner.DateOfBirth, app.Clock.GetUtcNow()));

        var passport = await app.PassportOf(entry.Learner.Id);
        (passport.GetProperty("name").GetString(), passport.GetProperty("version").GetInt64()).ShouldBe(("Amara Okafor-Bello", before + 1));
        var check = await app.CreateClient().PostNew("/api/passport/v1/checks", new { code = shared.GetProperty("code").GetString(), dateOfBirth = entry.Learner.DateOfBirth });
        (await check.Json()).GetProperty("name").GetString().ShouldBe("Amara Okafor-Bello");
        Credentialing.Claims(credential).GetRawText().ShouldNotContain("Okafor");
        (await app.CredentialOf(entry)).ShouldBe(credential, "it names nobody, so it is as right as before");
        (await app.Verify(credential)).Outcome("revocation").ShouldBe("Passed");
    }

    private static async Task<HttpStatusCode> Ask(HttpClient client, Guid learner, params Guid[] entries) => (await client.AskForPresentation(learner, entries)).StatusCode;
}
