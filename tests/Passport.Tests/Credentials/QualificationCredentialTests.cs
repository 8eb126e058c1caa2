using System.Net;
using Academy.Contracts.Learner;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Credentials;

/// <summary>A qualification has a credential as an entry has.</summary>
public sealed class QualificationCredentialTests(PassportApp app)
{
    [Fact]
    public async Task A_qualification_is_signed_once_verifies_and_names_nobody()
    {
        var (learner, provider) = (await app.ALearner(), (await app.ACourse()).ProviderId);
        var id = await app.AQualification(provider, learner.Id);

        var credential = await Credential(app.AsLearner(learner.Id), id);

        (await Credential(app.AsProvider(provider), id)).ShouldBe(credential, "the same for everybody who may see it");
        var found = await app.Verify(credential);
        (found.Outcome("signature"), found.Outcome("dates"), found.Outcome("revocation"), found.Outcome("kitemarkedOnTheDay")).ShouldBe(("Passed", "Passed", "Passed", "CouldNotCheck"));
        var claims = Credentialing.Claims(credential);
        claims.GetProperty("name").GetString().ShouldBe("Level 2 Adult Social Care Certificate");
        claims.GetProperty("awardedDate").GetString().ShouldBe("2026-03-02T00:00:00Z");
        var achievement = claims.GetProperty("credentialSubject").GetProperty("achievement");
        achievement.GetProperty("criteria").GetProperty("narrative").GetString().ShouldBe("The training provider recorded that NQual awarded it.");
        claims.GetRawText().ShouldNotContain("Amara");
    }

    [Fact]
    public async Task A_qualification_that_is_taken_back_has_no_credential_any_more()
    {
        var (learner, provider) = (await app.ALearner(), (await app.ACourse()).ProviderId);
        var (id, other) = (await app.AQualification(provider, learner.Id), await app.AQualification((await app.ACourse()).ProviderId, learner.Id));
        var (credential, untouched) = (await Credential(app.AsLearner(learner.Id), id), await Credential(app.AsLearner(learner.Id), other));

        (await app.AsProvider(provider).PostNew($"/api/passport/v1/qualifications/{id}/withdraw", new { reason = "Another person's." })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.IsListed(credential)).ShouldBeTrue();
        (await app.Verify(credential)).Outcome("revocation").ShouldBe("Failed");
        (await app.IsListed(untouched)).ShouldBeFalse();
        (await app.AsLearner(learner.Id).AskForQualification(id)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task After_records_were_merged_what_counts_once_has_one_credential_and_after_an_erasure_none()
    {
        var (kept, merged, provider) = (await app.ALearner(), await app.ALearner(), (await app.ACourse()).ProviderId);
        var (mine, theirs) = (await app.AQualification(provider, kept.Id), await app.AQualification(provider, merged.Id));
        var (stays, goes) = (await Credential(app.AsLearner(kept.Id), mine), await Credential(app.AsLearner(merged.Id), theirs));

        await app.Deliver(new LearnersMerged(merged.Id, 9, kept.Id, app.Clock.GetUtcNow()));
        (await app.IsListed(stays)).ShouldBeFalse();
        (await app.IsListed(goes)).ShouldBeTrue();

        await app.Deliver(new LearnerErased(kept.Id, 10, app.Clock.GetUtcNow()));
        (await app.IsListed(stays)).ShouldBeTrue();
        (await app.InDatabase(db => db.Credentials.CountAsync(c => c.QualificationId == mine && c.Signed != null))).ShouldBe(0);
    }

    [Fact]
    public async Task Only_who_may_see_a_qualification_gets_its_credential()
    {
        var (learner, provider, other) = (await app.ALearner(), (await app.ACourse()).ProviderId, await app.ACourse());
        var id = await app.AQualification(provider, learner.Id);
        await app.Record(other, Credentialing.Day, learner.Id);

        foreach (var stranger in new[] { app.AsLearner((await app.ALearner()).Id), app.AsEmployer(await app.AnEmployer()), app.AsProvider(other.ProviderId) })
        {
            (await stranger.AskForQualification(id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await app.AsLearner(learner.Id).AskForQualification(Guid.NewGuid())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.As("passport.read", OrganisationKind.Academy, Guid.NewGuid()).AskForQualification(id)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "without a purpose");
    }

    private static async Task<string> Credential(HttpClient client, Guid qualification)
    {
        var answer = await client.AskForQualification(qualification);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vc+jwt");
        return await answer.Content.ReadAsStringAsync();
    }
}
