using System.Net;
using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Passport.Data;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

public sealed class PersonalDataTests(PassportApp app)
{
    [Fact]
    public async Task Every_table_is_given_to_the_person_or_holds_nothing_of_people()
        => (await app.InDatabase(db => Task.FromResult(HeldDataCheck.NotDecided(db.Model, HeldData.Tables)))).ShouldBeEmpty();

    [Fact]
    public async Task The_learner_gets_everything_and_nothing_of_anybody_else()
    {
        var (learner, other) = (await app.ALearner(), await app.ALearner("Łukasz Wójcik"));
        var (employer, course) = (await app.AnEmployer(), await app.ACourse());
        await app.AnEmployment(learner.Id, employer);
        await app.Record(course, new DateOnly(2026, 9, 1), learner.Id, other.Id);
        await app.AsEmployer(employer).PostNew("/api/passport/v1/observations", new { learnerId = learner.Id, trainingCategoryCode = 15, observedOn = app.Today, observer = "Ruth Cole" });
        await app.AsEmployer(employer).PostNew(
            "/api/passport/v1/care-certificate-standards",
            new { learners = new[] { new { learnerId = learner.Id } }, version = 2025, standards = new[] { 1 }, assessor = "Ruth Cole", assessorRole = "Manager", assessedOn = app.Today });
        await app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { days = 7 });
        await app.AsEmployer(employer).GetAsync(new Uri($"/api/passport/v1/learners/{learner.Id}/passport", UriKind.Relative));
        await app.AsProvider(course.ProviderId).PostNew("/api/passport/v1/class-drafts", new
        {
            courseVersionId = course.VersionId,
            trainerId = course.TrainerId,
            completedOn = "2026-09-01",
            people = new[] { new { academyNumber = learner.AcademyNumber, fullName = (string?)null }, new { academyNumber = other.AcademyNumber, fullName = (string?)"Somebody <Else>" } },
        });

        var answer = await Ask(app.AsLearner(learner.Id), learner.Id);

        var text = await answer.Content.ReadAsStringAsync();
        var tables = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("tables");
        tables.EnumerateObject().Where(table => table.Value.GetArrayLength() > 0).Select(table => table.Name)
            .ShouldBe(["passports", "entries", "ledger", "observations", "employments", "shares", "classDrafts", "activity"], ignoreOrder: true);
        tables.GetProperty("entries")[0].GetProperty("links")[0].GetProperty("kind").GetString().ShouldBe("CourseVersion");
        tables.GetProperty("ledger")[0].GetProperty("entry").GetProperty("title").GetString().ShouldBe("Moving people safely", "kept as a text, shown as JSON");
        tables.GetProperty("passports")[0].GetProperty("standards")[0].GetProperty("assessor").GetString().ShouldBe("Ruth Cole");
        foreach (var foreign in new[] { other.Id.ToString(), other.AcademyNumber, "Somebody", "codeHash", "\\x" })
        {
            text.ShouldNotContain(foreign);
        }
    }

    [Fact]
    public async Task What_was_recorded_under_a_merged_record_is_the_kept_one_s_data()
    {
        var (merged, kept) = (await app.ALearner(), await app.ALearner());
        await app.Record(await app.ACourse(), new DateOnly(2026, 9, 1), merged.Id);
        await app.Deliver(new LearnersMerged(merged.Id, 5, kept.Id, app.Clock.GetUtcNow()));

        var tables = (await (await Ask(app.AsLearner(kept.Id), kept.Id)).Json()).GetProperty("tables");

        tables.GetProperty("ledger").GetArrayLength().ShouldBe(2, "recorded there, moved here");
        tables.GetProperty("closedRecords")[0].GetProperty("learnerId").GetGuid().ShouldBe(merged.Id);
        (await Ask(app.AsLearner(kept.Id), merged.Id)).StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
    }

    [Fact]
    public async Task Academy_staff_read_it_with_a_purpose_the_person_sees_and_others_never()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer);
        var staff = app.As("passport.read", OrganisationKind.Academy, Guid.NewGuid());

        (await Ask(app.AsEmployer(employer), learner.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Ask(app.AsLearner(Guid.NewGuid()), learner.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Ask(staff, learner.Id)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        staff.DefaultRequestHeaders.Add(Purpose.Header, "She asked for her data by post.");
        (await Ask(staff, Guid.NewGuid())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Ask(staff, learner.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var seen = await (await app.AsLearner(learner.Id).GetAsync(new Uri($"/api/passport/v1/learners/{learner.Id}/activity", UriKind.Relative))).Json();
        var line = seen.GetProperty("activity")[0];
        (line.GetProperty("what").GetString(), line.GetProperty("who").GetString(), line.GetProperty("purpose").GetString())
            .ShouldBe(("DataExported", "The Academy", "She asked for her data by post."));
    }

    private static Task<HttpResponseMessage> Ask(HttpClient client, Guid learner) => client.GetAsync(new Uri($"/api/passport/v1/learners/{learner}/data", UriKind.Relative));
}
