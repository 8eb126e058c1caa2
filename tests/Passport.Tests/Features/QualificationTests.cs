using System.Net;
using System.Text.Json;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Features;

public sealed class QualificationTests(PassportApp app)
{
    private const string Path = "/api/passport/v1/qualifications";

    [Fact]
    public async Task A_training_provider_records_a_qualification_by_academy_number_and_the_passport_shows_it()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());

        var recorded = await app.AsProvider(course.ProviderId).PostNew(
            Path, new { academyNumber = learner.AcademyNumber, qualificationCode = 158, awardedOn = "2026-03-02", awardingBody = " NQual " });

        recorded.StatusCode.ShouldBe(HttpStatusCode.Created);
        var shown = (await app.PassportOf(learner.Id)).GetProperty("qualifications").EnumerateArray().ShouldHaveSingleItem();
        shown.GetProperty("title").GetString().ShouldBe("Level 2 Adult Social Care Certificate");
        shown.GetProperty("level").GetInt32().ShouldBe(2);
        shown.GetProperty("awardingBody").GetString().ShouldBe("NQual");
        shown.GetProperty("assurance").GetString().ShouldBe("Recorded");
        shown.GetProperty("recordedBy").GetProperty("trainingProvider").GetString().ShouldBe("Northgate Care Training");
    }

    [Fact]
    public async Task The_same_award_of_the_same_issuer_is_there_once_and_of_another_beside_it()
    {
        var (learner, provider, employer) = (await app.ALearner(), (await app.ACourse()).ProviderId, await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer, shares: false);

        var first = await Record(app.AsProvider(provider), learner.Id);
        var again = await Record(app.AsProvider(provider), learner.Id);
        var attested = await Record(app.AsEmployer(employer), learner.Id);

        again.GetProperty("qualificationId").GetGuid().ShouldBe(first.GetProperty("qualificationId").GetGuid());
        attested.GetProperty("assurance").GetString().ShouldBe("EmployerAttested");
        (await app.PassportOf(learner.Id)).GetProperty("qualifications").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData(4_711, "2026-03-02", "qualification-unknown")]
    [InlineData(158, "2099-01-01", "awarded-on")]
    [InlineData(158, "0001-01-01", "awarded-on")]
    public async Task What_cannot_be_is_refused_with_a_sentence(int code, string awardedOn, string problem)
    {
        var learner = await app.ALearner();
        var answer = await app.AsProvider((await app.ACourse()).ProviderId).PostNew(Path, new { learnerId = learner.Id, qualificationCode = code, awardedOn });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("type").GetString().ShouldBe($"/problems/{problem}");
    }

    [Fact]
    public async Task An_employer_gets_the_same_answer_for_somebody_it_does_not_employ_and_for_nobody()
    {
        var (stranger, leaver, employer) = (await app.ALearner(), await app.ALearner(), await app.AnEmployer());
        await app.AnEmployment(leaver.Id, employer, until: app.Today.AddDays(-1));
        var client = app.AsEmployer(employer);

        var answers = new List<string>();
        foreach (var id in new[] { stranger.Id, leaver.Id, Guid.CreateVersion7() })
        {
            var answer = await client.PostNew(Path, new { learnerId = id, qualificationCode = 158, awardedOn = "2026-03-02" });
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answers.Add((await answer.Json()).GetProperty("detail").GetString()!);
        }

        answers.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Only_who_recorded_it_takes_it_back_and_it_stays_to_be_seen_with_the_reason()
    {
        var (learner, provider) = (await app.ALearner(), (await app.ACourse()).ProviderId);
        var id = (await Record(app.AsProvider(provider), learner.Id)).GetProperty("qualificationId").GetGuid();
        var path = $"{Path}/{id}/withdraw";

        foreach (var other in new[] { app.AsProvider((await app.ACourse()).ProviderId), app.AsEmployer(await app.AnEmployer()), app.As("qualifications.write", OrganisationKind.Academy, Guid.NewGuid()) })
        {
            (await other.PostNew(path, new { reason = "Not mine." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await app.AsProvider(provider).PostNew($"{Path}/{Guid.NewGuid()}/withdraw", new { reason = "Nobody's." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.AsProvider(provider).PostNew(path, new { reason = "Another person's." })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.AsProvider(provider).PostNew(path, new { reason = "Once more." })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var shown = (await app.PassportOf(learner.Id)).GetProperty("qualifications").EnumerateArray().ShouldHaveSingleItem();
        shown.GetProperty("withdrawal").GetProperty("reason").GetString().ShouldBe("Another person's.");
    }

    [Fact]
    public async Task The_ledger_of_entries_and_qualifications_is_one_chain()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        await app.Record(course, new DateOnly(2026, 9, 1), learner.Id);
        var id = (await Record(app.AsProvider(course.ProviderId), learner.Id)).GetProperty("qualificationId").GetGuid();
        await app.AsProvider(course.ProviderId).PostNew($"{Path}/{id}/withdraw", new { reason = "Another person's." });

        var lines = await app.InDatabase(db => db.Ledger.Where(line => line.LearnerId == learner.Id).OrderBy(line => line.Number).ToListAsync());

        lines.Select(line => line.Event).ShouldBe([LedgerEvent.Recorded, LedgerEvent.Recorded, LedgerEvent.Withdrawn]);
        lines.Zip(lines.Prepend(null)).ShouldAllBe(pair => pair.First.IsIntact(pair.Second == null ? Array.Empty<byte>() : pair.Second.Hash));
    }

    [Fact]
    public async Task A_check_shows_the_qualifications_that_are_shared_and_no_others()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        var kept = (await Record(app.AsProvider(course.ProviderId), learner.Id, 129)).GetProperty("qualificationId").GetGuid();
        await Record(app.AsProvider(course.ProviderId), learner.Id);

        (await Shared(null)).ShouldBe(["Diploma in Care (RQF)", "Level 2 Adult Social Care Certificate"], ignoreOrder: true);
        (await Shared([kept])).ShouldBe(["Diploma in Care (RQF)"]);

        async Task<List<string>> Shared(Guid[]? entryIds)
        {
            var share = await (await app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { entryIds, days = 1 })).Json();
            var check = await (await app.CreateClient().PostNew(
                "/api/passport/v1/checks", new { code = share.GetProperty("code").GetString(), dateOfBirth = learner.DateOfBirth })).Json();
            return [.. check.GetProperty("qualifications").EnumerateArray().Select(q => q.GetProperty("title").GetString()!)];
        }
    }

    [Fact]
    public async Task A_training_provider_sees_the_qualifications_it_recorded_and_no_others()
    {
        var (learner, provider, other) = (await app.ALearner(), (await app.ACourse()).ProviderId, (await app.ACourse()).ProviderId);
        var own = (await Record(app.AsProvider(provider), learner.Id)).GetProperty("qualificationId").GetGuid();
        await Record(app.AsProvider(other), learner.Id, 129);

        var seen = await app.AsProvider(provider).GetFromJsonAsync<JsonElement>($"/api/passport/v1/learners/{learner.Id}/passport");

        seen.GetProperty("qualifications").EnumerateArray().Select(q => q.GetProperty("qualificationId").GetGuid()).ShouldBe([own]);
        (await app.AsProvider((await app.ACourse()).ProviderId).GetAsync($"/api/passport/v1/learners/{learner.Id}/passport")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<JsonElement> Record(HttpClient issuer, Guid learner, int code = 158)
    {
        var answer = await issuer.PostNew(Path, new { learnerId = learner, qualificationCode = code, awardedOn = "2026-03-02" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}
