using System.Net;
using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

public sealed class CompetenceTests(PassportApp app)
{
    private const string Path = "/api/passport/v1/observations";

    [Fact]
    public async Task A_competence_is_in_force_only_with_training_and_observation()
    {
        var (learner, employer) = await AWorker();
        var observation = await Observe(employer, learner);
        (await Competences(learner)).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("TrainingMissing");

        await app.Record(await app.ACourse(category: 13, validityMonths: 24), app.Today.AddDays(-10), learner);

        var both = (await Competences(learner)).ShouldHaveSingleItem();
        both.GetProperty("state").GetString().ShouldBe("InForce");
        both.GetProperty("observationId").GetGuid().ShouldBe(observation);
        both.GetProperty("trainingEntryId").GetGuid().ShouldNotBe(Guid.Empty);
        both.GetProperty("delegation").GetProperty("activity").GetString().ShouldBe("SpecialisedMedicationAdministration");
        both.GetProperty("until").GetString().ShouldBe($"{app.Today.AddDays(90):yyyy-MM-dd}", "the delegation ends before the training does");
    }

    [Fact]
    public async Task Whoever_records_an_observation_is_told_nothing_of_the_training()
    {
        var (learner, employer) = ((await app.ALearner()).Id, await app.AnEmployer());
        await app.AnEmployment(learner, employer, shares: false);
        await app.Record(await app.ACourse(category: 13), app.Today.AddDays(-10), learner);

        var recorded = await (await app.AsEmployer(employer).PostNew(Path, AnObservation(learner))).Json();

        foreach (var told in new[] { "state", "until", "trainingEntryId" })
        {
            (recorded.TryGetProperty(told, out var value) && value.ValueKind != JsonValueKind.Null).ShouldBeFalse(told);
        }
    }

    [Fact]
    public async Task What_was_seen_on_one_day_is_there_once_until_it_is_ended()
    {
        var (learner, employer) = await AWorker();
        var first = await Observe(employer, learner);
        (await Observe(employer, learner)).ShouldBe(first);

        await app.AsEmployer(employer).PostNew($"{Path}/{first}/end", new { reason = "The nurse left the practice." });

        (await Observe(employer, learner)).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_delegation_does_not_go_along_to_another_employer()
    {
        var (learner, employer) = ((await app.ALearner()).Id, await app.AnEmployer());
        var employment = await app.AnEmployment(learner, employer);
        await app.Record(await app.ACourse(category: 13), app.Today.AddDays(-10), learner);
        await Observe(employer, learner);

        await app.AnEmployment(learner, employer, until: app.Today.AddDays(-1), id: employment, version: 3);

        (await Competences(learner)).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("DelegationOver");
    }

    [Fact]
    public async Task A_manager_of_the_persons_workplace_ends_it_and_one_of_another_does_not()
    {
        var (learner, employer) = ((await app.ALearner()).Id, await app.AnEmployer());
        await app.AnEmployment(learner, employer, workplace: "Rose House");
        var observation = await Observe(employer, learner);

        (await app.At(employer, "Elm House").PostNew($"{Path}/{observation}/end", new { reason = "Of another house." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.At(employer, "Rose House").PostNew($"{Path}/{observation}/end", new { reason = "The nurse left." })).StatusCode.ShouldBe(HttpStatusCode.OK);

        // What is about one person is told to those who look after the whole employer.
        (await Notices(app.AsEmployer(employer), employer)).ShouldHaveSingleItem().GetProperty("learnerId").GetGuid().ShouldBe(learner);
        (await Notices(app.At(employer, "Elm House"), employer)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Training_that_has_expired_takes_the_competence_with_it()
    {
        var (learner, employer) = await AWorker();
        await app.Record(await app.ACourse(category: 13, validityMonths: 1), app.Today.AddDays(-60), learner);
        await Observe(employer, learner);

        (await Competences(learner)).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("TrainingExpired");
    }

    [Fact]
    public async Task A_delegation_that_is_taken_back_ends_the_competence_and_learner_and_manager_get_one_notice_each()
    {
        var (learner, employer) = await AWorker();
        await app.Record(await app.ACourse(category: 13), app.Today.AddDays(-10), learner);
        var observation = await Observe(employer, learner);

        foreach (var reason in new[] { "The nurse left the practice.", "Once more." })
        {
            (await app.AsEmployer(employer).PostNew($"{Path}/{observation}/end", new { reason })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var ended = (await Competences(learner)).ShouldHaveSingleItem();
        ended.GetProperty("state").GetString().ShouldBe("Ended");
        ended.GetProperty("endedReason").GetString().ShouldBe("The nurse left the practice.");
        foreach (var (client, who) in new[] { (app.AsEmployer(employer), $"employers/{employer}"), (app.AsLearner(learner), $"learners/{learner}") })
        {
            var notice = (await client.GetFromJsonAsync<JsonElement>($"/api/passport/v1/{who}/notices")).GetProperty("notices").EnumerateArray().ShouldHaveSingleItem();
            notice.GetProperty("kind").GetString().ShouldBe("CompetenceEnded");
            notice.GetProperty("about").GetString().ShouldBe("Specialised medication administration (Medication management)");
        }
    }

    [Fact]
    public async Task Only_the_employer_that_observed_it_ends_it_and_only_of_its_own_staff_it_observes()
    {
        var (learner, employer) = await AWorker();
        var other = await app.AnEmployer();
        var observation = await Observe(employer, learner);

        (await app.AsEmployer(other).PostNew($"{Path}/{observation}/end", new { reason = "Not ours." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.AsEmployer(employer).PostNew($"{Path}/{Guid.NewGuid()}/end", new { reason = "Nobody's." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var strange = await app.AsEmployer(other).PostNew(Path, AnObservation(learner));
        strange.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.AsProvider(Guid.NewGuid()).GetAsync(new Uri($"/api/passport/v1/learners/{learner}/competences", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(-400, 90, "observed-on")]
    [InlineData(1, 90, "observed-on")]
    [InlineData(-1, -5, "delegation")]
    [InlineData(-1, 800, "delegation")]
    public async Task What_cannot_be_is_refused_with_a_sentence(int observed, int until, string problem)
    {
        var (learner, employer) = await AWorker();

        var answer = await app.AsEmployer(employer).PostNew(Path, new
        {
            learnerId = learner,
            trainingCategoryCode = 13,
            observedOn = app.Today.AddDays(observed),
            observer = "Ruth Ellis",
            delegation = new { activity = "FeedingAndDigestive", delegatedBy = "N Shah", profession = "Registered nurse", registeredWith = "NursingAndMidwiferyCouncil", registrationNumber = "12A3456B", until = app.Today.AddDays(until) },
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("type").GetString().ShouldBe($"/problems/{problem}");
    }

    [Fact]
    public async Task A_merged_record_brings_its_competences_along_and_an_erased_one_leaves_none()
    {
        var (duplicate, employer) = await AWorker();
        var kept = (await app.ALearner()).Id;
        await Observe(employer, duplicate);

        await app.Deliver(new LearnersMerged(duplicate, 9, kept, app.Clock.GetUtcNow()));
        (await Competences(kept)).ShouldHaveSingleItem();

        await app.AsEmployer(employer).PostNew($"{Path}/{(await Competences(kept))[0].GetProperty("observationId").GetGuid()}/end", new { reason = "Amara said so." });
        await app.Deliver(new LearnerErased(kept, 10, app.Clock.GetUtcNow()));
        (await app.InDatabase(db => Task.FromResult(db.Observations.Any(o => o.LearnerId == kept || o.LearnerId == duplicate)))).ShouldBeFalse();
        (await Notices(app.AsEmployer(employer), employer)).ShouldBeEmpty("the reason may name the person");
    }

    [Theory]
    [InlineData("amara  OKAFOR", null, "own-observation")]
    [InlineData("Okafor, Amara", null, "own-observation")]
    [InlineData("Ruth Ellis", "Amara Okafor", "own-delegation")]
    public async Task Nobody_observes_themselves_or_delegates_to_themselves(string observer, string? delegatedBy, string problem)
    {
        var (learner, employer) = await AWorker();

        var answer = await app.AsEmployer(employer).PostNew(Path, Observed(learner, observer, delegatedBy));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("type").GetString().ShouldBe($"/problems/{problem}");
        (await Competences(learner)).ShouldBeEmpty();
        (await app.AsEmployer(employer).PostNew(Path, Observed(learner, "Amara Okafor, night manager", null))).StatusCode.ShouldBe(HttpStatusCode.Created, "another person of the same name");
    }

    [Fact]
    public async Task A_manager_does_not_record_what_they_did_themselves_under_another_name()
    {
        var (learner, employer) = await AWorker();
        var added = new { title = "First aid at work", trainingCategoryCode = 15, completedOn = app.Today.AddDays(-10) };
        (await app.AsLearner(learner).PostNew($"/api/passport/v1/learners/{learner}/entries", added)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var same = app.As("observations.write", Academy.ServiceDefaults.OrganisationKind.Employer, employer, subject: learner.ToString());

        var answer = await same.PostNew(Path, Observed(learner, "Ruth Ellis", null));

        (await answer.Json()).GetProperty("type").GetString().ShouldBe("/problems/own-observation");
    }

    [Theory]
    [InlineData("NursingAndMidwiferyCouncil", "12 a 3456 b", "12A3456B")]
    [InlineData("HealthAndCareProfessionsCouncil", "OT12345", "OT12345")]
    [InlineData("GeneralMedicalCouncil", "1234567", "1234567")]
    [InlineData("NursingAndMidwiferyCouncil", "1234567", null)]
    [InlineData("HealthAndCareProfessionsCouncil", "12A3456B", null)]
    [InlineData("GeneralPharmaceuticalCouncil", "<script>", null)]
    public async Task Whoever_delegates_is_named_with_register_and_number(string register, string number, string? kept)
    {
        var (learner, employer) = await AWorker();

        var answer = await app.AsEmployer(employer).PostNew(Path, Observed(learner, "Ruth Ellis", "N Shah", register, number));

        if (kept is null)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await answer.Json()).GetProperty("type").GetString().ShouldBe("/problems/registration");
            return;
        }

        var delegation = (await Competences(learner)).ShouldHaveSingleItem().GetProperty("delegation");
        (delegation.GetProperty("registeredWith").GetString(), delegation.GetProperty("registrationNumber").GetString()).ShouldBe((register, kept));
    }

    [Fact]
    public async Task A_delegation_by_somebody_without_a_register_is_refused()
    {
        var (learner, employer) = await AWorker();
        var delegation = new { activity = "FeedingAndDigestive", delegatedBy = "N Shah", profession = "Registered nurse", until = app.Today.AddDays(30) };

        var answer = await app.AsEmployer(employer).PostNew(
            Path, new { learnerId = learner, trainingCategoryCode = 13, observedOn = app.Today, observer = "Ruth Ellis", delegation });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Competences(learner)).ShouldBeEmpty();
    }

    private object Observed(Guid learner, string observer, string? delegatedBy, string register = "NursingAndMidwiferyCouncil", string number = "12A3456B") => new
    {
        learnerId = learner,
        trainingCategoryCode = 13,
        observedOn = app.Today,
        observer,
        delegation = delegatedBy is null ? null : new
        {
            activity = "FeedingAndDigestive",
            delegatedBy,
            profession = "Registered nurse",
            registeredWith = register,
            registrationNumber = number,
            until = app.Today.AddDays(30),
        },
    };

    private async Task<(Guid Learner, Guid Employer)> AWorker()
    {
        var (learner, employer) = ((await app.ALearner()).Id, await app.AnEmployer());
        await app.AnEmployment(learner, employer);
        return (learner, employer);
    }

    private async Task<Guid> Observe(Guid employer, Guid learner)
    {
        var answer = await app.AsEmployer(employer).PostNew(Path, AnObservation(learner));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Json()).GetProperty("observationId").GetGuid();
    }

    private static async Task<List<JsonElement>> Notices(HttpClient client, Guid employer)
        => [.. (await client.GetFromJsonAsync<JsonElement>($"/api/passport/v1/employers/{employer}/notices")).GetProperty("notices").EnumerateArray()];

    private object AnObservation(Guid learner) => new
    {
        learnerId = learner,
        trainingCategoryCode = 13,
        observedOn = app.Today.AddDays(-1),
        observer = "Ruth Ellis",
        delegation = new { activity = "SpecialisedMedicationAdministration", delegatedBy = "N Shah", profession = "Registered nurse", registeredWith = "NursingAndMidwiferyCouncil", registrationNumber = "12A3456B", until = app.Today.AddDays(90) },
    };

    private async Task<List<JsonElement>> Competences(Guid learner)
        => [.. (await app.AsLearner(learner).GetFromJsonAsync<JsonElement>($"/api/passport/v1/learners/{learner}/competences")).GetProperty("competences").EnumerateArray()];
}
