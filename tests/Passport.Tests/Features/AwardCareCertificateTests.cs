using System.Net;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.Passport.Tests.Credentials;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Features;

public sealed class AwardCareCertificateTests(PassportApp app)
{
    private const string Standards = "/api/passport/v1/care-certificate-standards";
    private const string Award = "/api/passport/v1/care-certificates";
    private static readonly DateOnly Day = new(2026, 6, 1);
    private static readonly int[] All = [.. Enumerable.Range(1, 16)];

    [Fact]
    public async Task A_certificate_is_awarded_once_all_standards_of_its_version_are_met()
    {
        var (learner, employer) = await AWorker();
        await Assess(employer, All[..11], learner);
        var begun = (await app.PassportOf(learner)).GetProperty("careCertificates")[0];
        (begun.GetProperty("version").GetInt32(), begun.GetProperty("standardsMet").GetInt32(), begun.GetProperty("standardsInAll").GetInt32()).ShouldBe((2025, 11, 16));
        begun.GetProperty("standards")[0].GetProperty("assessed").GetProperty("assessorRole").GetString().ShouldBe("Registered manager");

        var early = await app.AsEmployer(employer).PostNew(Award, AnAward(learner));
        early.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await early.Json()).GetProperty("detail").GetString().ShouldBe("11 of 16 standards of the version of 2025 are met. Not yet assessed: 12, 13, 14, 15, 16.");

        await Assess(employer, All[11..], learner);
        (await app.AsEmployer(employer).PostNew(Award, AnAward(learner, Day.AddDays(-1)))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "before the last was met");
        var awarded = await Awarded(employer, learner);
        var passport = await app.PassportOf(learner);
        passport.GetProperty("careCertificates")[0].GetProperty("award").GetProperty("entryId").GetGuid().ShouldBe(awarded);
        passport.GetProperty("entries")[0].GetProperty("title").GetString().ShouldBe("Care Certificate (2025 version)");
        (await Awarded(employer, learner)).ShouldBe(awarded, "it is awarded once");
        (await app.Said<CompletionRecorded>()).Single(said => said.LearnerId == learner).Entry.Assurance.ShouldBe(Assurance.EmployerAttested);
        (await app.InDatabase(db => db.Ledger.CountAsync(line => line.LearnerId == learner))).ShouldBe(17, "each standard and the award is a line");
    }

    [Fact]
    public async Task A_training_provider_that_awards_one_is_told_why_it_cannot()
    {
        var (learner, _) = await AWorker();

        var answer = await app.AsProvider((await app.ACourse()).ProviderId).PostNew(Award, AnAward(learner));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("detail").GetString().ShouldNotBeNull().ShouldStartWith("Only an employer awards the Care Certificate");
    }

    [Fact]
    public async Task Several_people_are_recorded_at_once_and_strangers_and_wrong_days_are_named_one_by_one()
    {
        var (begun, employer) = await AWorker();
        var (late, stranger) = ((await app.ALearner()).Id, (await app.ALearner()).Id);
        await app.AnEmployment(late, employer);
        await Assess(employer, [1], new DateOnly(2025, 7, 31), 2015, begun);

        var results = await Assess(employer, [1, 2, 2], new DateOnly(2025, 9, 1), 2015, begun, late, stranger);

        results.Select(one => one.GetProperty("outcome").GetString()).ShouldBe(["Recorded", "Refused", "NotFound"]);
        results[0].GetProperty("recorded").EnumerateArray().Select(number => number.GetInt32()).ShouldBe([2]);
        results[1].GetProperty("whatToDo").GetString().ShouldNotBeNull().ShouldContain("could be begun until 2025-07-31");
    }

    [Fact]
    public async Task What_another_employer_assessed_counts_where_the_learner_shares_the_passport_and_is_not_told_of_otherwise()
    {
        var (learner, first) = await AWorker();
        await Assess(first, All[..15], learner);
        var second = await app.AnEmployer("Oak House");
        var employment = await app.AnEmployment(learner, second, shares: false);
        await Assess(second, [16], learner);

        var refused = await (await app.AsEmployer(second).PostNew(Award, AnAward(learner))).Json();
        refused.GetProperty("detail").GetString().ShouldNotBeNull().ShouldStartWith("1 of 16 standards");

        await app.AnEmployment(learner, second, shares: true, id: employment, version: 3);
        await Awarded(second, learner);
        (await app.AsEmployer(first).PostNew(Award, AnAward(learner))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "it is awarded once");
    }

    [Fact]
    public async Task A_certificate_is_taken_back_by_whoever_awarded_it_with_its_credential_and_then_its_standards_can_be()
    {
        var (learner, employer) = await AWorker();
        await Assess(employer, All, learner);
        var awarded = await Awarded(employer, learner);
        var credential = await (await app.AsLearner(learner).AskForCredential(awarded)).Content.ReadAsStringAsync();
        var achievement = Credentialing.Claims(credential).GetProperty("credentialSubject").GetProperty("achievement");
        (achievement.GetProperty("achievementType").GetString(), achievement.GetProperty("version").GetString()).ShouldBe(("Certificate", "2025"));
        achievement.GetProperty("criteria").GetProperty("narrative").GetString().ShouldBe("An employer assessed all 16 standards at work and awarded it.");
        var standard = (await app.PassportOf(learner)).GetProperty("careCertificates")[0].GetProperty("standards")[4].GetProperty("assessed").GetProperty("assessmentId").GetGuid();

        (await Withdraw(employer, learner, standard)).ShouldBe(HttpStatusCode.Conflict);
        (await Withdraw(await app.AnEmployer(), learner, standard)).ShouldBe(HttpStatusCode.NotFound);
        (await app.AsEmployer(employer).PostNew($"/api/passport/v1/entries/{awarded}/withdraw", new { reason = "Two people were mixed up." })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Verify(credential)).Outcome("revocation").ShouldBe("Failed");
        (await Withdraw(employer, learner, standard)).ShouldBe(HttpStatusCode.NoContent);

        var left = (await app.PassportOf(learner)).GetProperty("careCertificates")[0];
        (left.GetProperty("standardsMet").GetInt32(), left.GetProperty("award").ValueKind).ShouldBe((15, JsonValueKind.Null));
    }

    [Fact]
    public async Task Training_shows_beside_the_standard_it_prepares_for()
    {
        var (learner, employer) = await AWorker();
        var recorded = await app.Record(await app.ACourse(category: 20), Day, learner);

        var versions = (await (await app.AsEmployer(employer).GetAsync(new Uri($"/api/passport/v1/learners/{learner}/care-certificate", UriKind.Relative))).Json()).GetProperty("versions");

        versions.EnumerateArray().Select(one => one.GetProperty("standards").GetArrayLength()).ShouldBe([16, 15]);
        versions[0].GetProperty("standards")[9].GetProperty("knowledgeEntryIds")[0].GetGuid().ShouldBe(recorded.GetProperty("completions")[0].GetProperty("entryId").GetGuid());
        versions[0].GetProperty("standardsMet").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Prior_learning_shows_beside_the_standards_it_counts_for_names_the_equivalence_and_meets_none()
    {
        var (learner, employer) = await AWorker();
        await app.Record(await app.ACourse(category: 33), Day, learner);
        var decision = new EquivalenceDecided(
            Guid.CreateVersion7(), 1, new PriorLearning("Subject 33", null, 33, null, null), new Recognition("two standards", null, new(2025, [3, 14])),
            Day.AddDays(-10), null, "The outcomes are the same.", "Mapping of the Academy", null, app.Clock.GetUtcNow());
        await app.Deliver(decision);

        var standards = await Standards2025();

        standards.Where(one => one.TryGetProperty("recognised", out _)).Select(one => one.GetProperty("number").GetInt32()).ShouldBe([3, 14]);
        var by = standards[2].GetProperty("recognised");
        (by.GetProperty("equivalenceId").GetGuid(), by.GetProperty("sentence").GetString(), by.GetProperty("source").GetString())
            .ShouldBe((decision.EquivalenceId, $"Moving people safely of {Day:yyyy-MM-dd} counts as two standards.", "Mapping of the Academy"));
        standards.ShouldAllBe(one => one.GetProperty("assessed").ValueKind == JsonValueKind.Null);
        (await app.AsEmployer(employer).PostNew(Award, AnAward(learner))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "only what is assessed at work counts");
        await app.Deliver(decision with { Version = 2, Ended = new(Day.AddDays(-5), "It was wrong.", app.Clock.GetUtcNow()) });
        (await Standards2025()).Count(one => one.TryGetProperty("recognised", out _)).ShouldBe(0);

        async Task<List<JsonElement>> Standards2025()
            => [.. (await (await app.AsEmployer(employer).GetAsync(new Uri($"/api/passport/v1/learners/{learner}/care-certificate", UriKind.Relative))).Json())
                .GetProperty("versions")[0].GetProperty("standards").EnumerateArray()];
    }

    [Fact]
    public async Task What_a_worker_file_says_is_shown_as_that_and_meets_nothing()
    {
        var (learner, employer) = ((await app.ALearner()).Id, await app.AnEmployer("Hilltop House"));
        var job = new EmploymentFacts(
            Guid.CreateVersion7(), employer, null, null, 8, EmploymentKind.Employee, PassportApp.LongAgo, null, SharesPassport: true,
            new StatedCertificates(StatedProgress.Completed, StatedProgress.Started, null));
        await app.Deliver(new EmploymentStarted(learner, 2, job, app.Clock.GetUtcNow()));

        var seen = await (await app.AsEmployer(employer).GetAsync(new Uri($"/api/passport/v1/learners/{learner}/care-certificate", UriKind.Relative))).Json();

        var stated = seen.GetProperty("stated")[0];
        (stated.GetProperty("employer").GetString(), stated.GetProperty("careCertificate").GetString(), stated.GetProperty("level2").GetString())
            .ShouldBe(("Hilltop House", "Completed", "Started"));
        seen.GetProperty("versions")[0].GetProperty("standardsMet").GetInt32().ShouldBe(0);
        (await app.PassportOf(learner)).GetProperty("careCertificates").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_employer_asks_its_team_for_the_certificate_and_the_matrix_says_who_has_it()
    {
        var (learner, employer) = await AWorker();
        var client = app.AsEmployer(employer);
        await client.PutAsJsonAsync($"/api/passport/v1/employers/{employer}/requirements", new { subjects = new[] { new { composite = "CARECERT" } } });
        (await Cell()).ShouldBe("Missing");

        await Assess(employer, All, learner);
        await Awarded(employer, learner);

        (await Cell()).ShouldBe("Met");
        async Task<string?> Cell()
            => (await (await client.GetAsync(new Uri($"/api/passport/v1/employers/{employer}/matrix", UriKind.Relative))).Json())
                .GetProperty("learners")[0].GetProperty("cells")[0].GetProperty("status").GetString();
    }

    [Fact]
    public async Task A_merged_record_brings_its_standards_along()
    {
        var (learner, employer) = await AWorker();
        var kept = await app.ALearner();
        await Assess(employer, [1, 2], learner);

        await app.Deliver(new LearnersMerged(learner, 5, kept.Id, app.Clock.GetUtcNow()));

        (await app.PassportOf(kept.Id)).GetProperty("careCertificates")[0].GetProperty("standardsMet").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData(2020, 1)]
    [InlineData(2025, 17)]
    [InlineData(2015, 16)]
    [InlineData(2025, 0)]
    public async Task A_version_or_a_standard_there_is_not_is_refused(int version, int standard)
    {
        var (learner, employer) = await AWorker();

        (await app.AsEmployer(employer).PostNew(Standards, Assessment([standard], Day, version, learner))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<(Guid Learner, Guid Employer)> AWorker()
    {
        var (learner, employer) = ((await app.ALearner()).Id, await app.AnEmployer());
        await app.AnEmployment(learner, employer);
        return (learner, employer);
    }

    private Task<List<JsonElement>> Assess(Guid employer, int[] standards, params Guid[] learners) => Assess(employer, standards, Day, 2025, learners);

    private async Task<List<JsonElement>> Assess(Guid employer, int[] standards, DateOnly day, int version, params Guid[] learners)
    {
        var answer = await app.AsEmployer(employer).PostNew(Standards, Assessment(standards, day, version, learners));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Json()).GetProperty("learners").EnumerateArray()];
    }

    private async Task<Guid> Awarded(Guid employer, Guid learner)
    {
        var answer = await app.AsEmployer(employer).PostNew(Award, AnAward(learner));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Json()).GetProperty("entryId").GetGuid();
    }

    private async Task<HttpStatusCode> Withdraw(Guid employer, Guid learner, Guid assessment)
        => (await app.AsEmployer(employer).PostNew($"/api/passport/v1/learners/{learner}/care-certificate-standards/{assessment}/withdraw", new { reason = "It was not seen." })).StatusCode;

    private static object AnAward(Guid learner, DateOnly? day = null) => new { learnerId = learner, version = 2025, awardedOn = day ?? Day };

    private static object Assessment(int[] standards, DateOnly day, int version, params Guid[] learners)
        => new { learners = learners.Select(id => new { learnerId = id }), version, standards, assessor = "Ruth Cole", assessorRole = "Registered manager", assessedOn = day };
}
