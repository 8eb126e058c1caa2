using System.Net;
using Academy.Contracts.Passport;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Features;

public sealed class RecordCompletionTests(PassportApp app)
{
    private const string Path = "/api/passport/v1/completions";

    [Fact]
    public async Task A_class_is_recorded_as_kitemarked_with_the_three_links_it_rests_on()
    {
        var (amara, grace) = (await app.ALearner(), await app.ALearner("Grace Mensah"));
        var course = await app.ACourse();

        var recorded = await app.Record(course, new DateOnly(2026, 9, 1), amara.Id, grace.Id);

        recorded.GetProperty("recorded").GetInt32().ShouldBe(2);
        var entry = (await app.PassportOf(grace.Id)).GetProperty("entries")[0];
        entry.GetProperty("assurance").GetString().ShouldBe("Kitemarked");
        entry.GetProperty("validUntil").GetString().ShouldBe("2027-08-31");
        entry.GetProperty("kitemark").GetProperty("statement").GetString().ShouldBe("Kitemarked when completed");
        entry.GetProperty("kitemark").GetProperty("links").EnumerateArray().Select(link => link.GetProperty("link").GetString())
            .ShouldBe(["CourseVersion", "TrainingProvider", "Trainer"]);
    }

    [Fact]
    public async Task Each_completion_is_told_once()
    {
        var learner = await app.ALearner();

        await app.Record(await app.ACourse(), new DateOnly(2026, 9, 1), learner.Id);

        var said = (await app.Said<CompletionRecorded>()).Single(e => e.LearnerId == learner.Id);
        said.Entry.Assurance.ShouldBe(Assurance.Kitemarked);
        said.Entry.CompletedOn.ShouldBe(new DateOnly(2026, 9, 1));
        said.Entry.Title.ShouldBe("Moving people safely");
    }

    [Theory]
    [InlineData("Care Certificate", true)]
    [InlineData("the CARE certficate", true)]
    [InlineData("Care Certificate standard 5", false)]
    public async Task A_course_that_is_called_the_Care_Certificate_is_recorded_as_training_with_a_warning(string title, bool warns)
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse(title: title));

        var recorded = await app.Record(course, new DateOnly(2026, 9, 1), learner.Id);

        recorded.GetProperty("recorded").GetInt32().ShouldBe(1, "it is no refusal");
        recorded.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString())
            .ShouldBe(warns ? ["care-certificate-is-awarded-by-an-employer"] : []);
        var passport = await app.PassportOf(learner.Id);
        passport.GetProperty("entries")[0].GetProperty("title").GetString().ShouldBe(title);
        passport.GetProperty("careCertificates").GetArrayLength().ShouldBe(0, "nothing is awarded by it");
    }

    [Theory]
    [InlineData("ArrivedLate")]
    [InlineData("InPart")]
    public async Task Of_whoever_did_not_attend_in_full_no_completion_is_recorded_and_the_rule_is_named(string attendance)
    {
        var (whole, part) = (await app.ALearner(), await app.ALearner());
        var course = await app.ACourse();

        var recorded = await (await app.AsProvider(course.ProviderId).PostNew(Path, new
        {
            courseVersionId = course.VersionId,
            trainerId = course.TrainerId,
            completedOn = "2026-09-01",
            learners = new[] { new { learnerId = whole.Id, attendance = "Full" }, new { learnerId = part.Id, attendance } },
        })).Json();

        (recorded.GetProperty("recorded").GetInt32(), recorded.GetProperty("notInFull").GetInt32()).ShouldBe((1, 1));
        var refused = recorded.GetProperty("completions")[1];
        refused.GetProperty("outcome").GetString().ShouldBe("NotInFull");
        refused.GetProperty("whatToDo").GetString().ShouldNotBeNull().ShouldStartWith("The full-attendance rule");
        (await app.PassportOf(part.Id)).GetProperty("entries").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Training_that_is_done_again_is_linked_to_the_time_before_and_a_provider_sees_no_entry_of_another()
    {
        var learner = await app.ALearner();
        var (first, second) = (await app.ACourse(), await app.ACourse());
        await app.Record(first, new DateOnly(2025, 9, 1), learner.Id);
        await app.Record(second, new DateOnly(2026, 8, 20), learner.Id);

        var entries = (await app.PassportOf(learner.Id)).GetProperty("entries");
        entries[0].GetProperty("renews").GetGuid().ShouldBe(entries[1].GetProperty("entryId").GetGuid());
        entries[1].GetProperty("renewedBy").GetGuid().ShouldBe(entries[0].GetProperty("entryId").GetGuid());

        var own = await (await app.AsProvider(first.ProviderId).GetAsync(new Uri($"/api/passport/v1/learners/{learner.Id}/passport", UriKind.Relative))).Json();
        own.GetProperty("entries")[0].TryGetProperty("renewedBy", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_academy_number_is_found_however_it_is_written()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();
        var typed = $"cpa {learner.AcademyNumber[..3]} {learner.AcademyNumber[3..6]}-{learner.AcademyNumber[6..]}".ToLowerInvariant();

        var response = await app.AsProvider(course.ProviderId).PostNew(Path, new
        {
            courseVersionId = course.VersionId,
            trainerId = course.TrainerId,
            completedOn = "2026-09-01",
            learners = new[] { new { academyNumber = typed } },
        });

        (await response.Json()).GetProperty("recorded").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_class_without_a_day_is_not_recorded()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();

        var response = await app.AsProvider(course.ProviderId).PostNew(Path, new
        {
            courseVersionId = course.VersionId,
            trainerId = course.TrainerId,
            learners = new[] { new { learnerId = learner.Id } },
        });

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Json()).GetProperty("detail").GetString()!.ShouldContain("completedOn");
    }

    [Fact]
    public async Task An_id_and_an_academy_number_of_two_people_find_nobody()
    {
        var (amara, grace) = (await app.ALearner(), await app.ALearner("Grace Mensah"));
        var course = await app.ACourse();

        var response = await app.AsProvider(course.ProviderId).PostNew(Path, new
        {
            courseVersionId = course.VersionId,
            trainerId = course.TrainerId,
            completedOn = "2026-09-01",
            learners = new[] { new { learnerId = amara.Id, academyNumber = grace.AcademyNumber }, new { learnerId = amara.Id, academyNumber = amara.AcademyNumber } },
        });

        (await response.Json()).GetProperty("completions").EnumerateArray().Select(c => c.GetProperty("outcome").GetString())
            .ShouldBe(["NotFound", "Recorded"]);
    }

    [Fact]
    public async Task The_good_members_of_a_class_go_in_and_the_others_are_named()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();

        var recorded = await app.Record(course, new DateOnly(2026, 9, 1), learner.Id, Guid.CreateVersion7());

        recorded.GetProperty("recorded").GetInt32().ShouldBe(1);
        recorded.GetProperty("notFound").GetInt32().ShouldBe(1);
        recorded.GetProperty("completions")[1].GetProperty("whatToDo").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task The_same_completion_under_a_new_key_is_there_once()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();
        await app.Record(course, new DateOnly(2026, 9, 1), learner.Id);

        var again = await app.Record(course, new DateOnly(2026, 9, 1), learner.Id);

        again.GetProperty("alreadyRecorded").GetInt32().ShouldBe(1);
        (await app.PassportOf(learner.Id)).GetProperty("entries").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_and_body_get_the_same_answer()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();
        var client = app.AsProvider(course.ProviderId);
        var body = course.Completion(new DateOnly(2026, 9, 1), learner.Id);

        var first = await client.PostNew(Path, body, key: "class-of-today");
        var second = await client.PostNew(Path, body, key: "class-of-today");

        second.StatusCode.ShouldBe(first.StatusCode);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_kept_answer_cannot_be_read_in_the_database()
    {
        var learner = await app.ALearner();
        var share = await app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { days = 1 }, key: "kept-in-secret");
        var code = (await share.Json()).GetProperty("code").GetString()!;

        var kept = await app.InDatabase(db => db.Set<Academy.ServiceDefaults.IdempotencyKey>().SingleAsync(k => k.Owner.StartsWith(learner.Id.ToString())));

        System.Text.Encoding.UTF8.GetString(kept.Body).ShouldNotContain(code);
        kept.Key.ShouldNotContain("kept-in-secret");
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();
        var client = app.AsProvider(course.ProviderId);
        await client.PostNew(Path, course.Completion(new DateOnly(2026, 9, 1), learner.Id), key: "a-key");

        var other = await client.PostNew(Path, course.Completion(new DateOnly(2026, 9, 2), learner.Id), key: "a-key");

        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.PassportOf(learner.Id)).GetProperty("entries").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Fifty_posts_at_once_with_one_key_make_one_entry()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();
        var client = app.AsProvider(course.ProviderId);
        var body = course.Completion(new DateOnly(2026, 9, 1), learner.Id);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.PostNew(Path, body, key: "all-at-once")));

        answers.Select(a => a.StatusCode).Distinct().ShouldBeSubsetOf([HttpStatusCode.Created, HttpStatusCode.Conflict]);
        answers.ShouldContain(a => a.StatusCode == HttpStatusCode.Created);
        (await app.InDatabase(db => db.Entries.CountAsync(e => e.LearnerId == learner.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task A_request_without_a_key_says_how_to_send_one()
    {
        var response = await app.AsProvider(Guid.NewGuid()).PostAsync(new Uri(Path, UriKind.Relative), JsonContent.Create(new { }));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Json()).GetProperty("detail").GetString()!.ShouldContain("Idempotency-Key");
    }

    [Fact]
    public async Task A_completion_dated_in_the_future_is_refused()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();

        var response = await app.AsProvider(course.ProviderId).PostNew(Path, course.Completion(app.Today.AddDays(1), learner.Id));

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Json()).GetProperty("type").GetString().ShouldBe("/problems/completed-in-future");
    }

    [Fact]
    public async Task Another_provider_cannot_record_under_this_course()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();

        var response = await app.AsProvider(Guid.NewGuid()).PostNew(Path, course.Completion(new DateOnly(2026, 9, 1), learner.Id));

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.InDatabase(db => db.Entries.AnyAsync(e => e.LearnerId == learner.Id))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_trainer_of_another_provider_is_refused()
    {
        var learner = await app.ALearner();
        var (own, other) = (await app.ACourse(), await app.ACourse());

        var response = await app.AsProvider(own.ProviderId).PostNew(
            Path, (own with { TrainerId = other.TrainerId }).Completion(new DateOnly(2026, 9, 1), learner.Id));

        (await response.Json()).GetProperty("type").GetString().ShouldBe("/problems/trainer-of-another-provider");
    }

    [Theory]
    [InlineData("passport.read", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Without_the_scope_nothing_is_recorded(string? scope, HttpStatusCode expected)
    {
        var client = scope is null ? app.CreateClient() : app.As(scope);

        (await client.PostNew(Path, new { })).StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"courseVersionId":"nonsense"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"courseVersionId":"0193a1b2-0000-7000-8000-000000000000","trainerId":"0193a1b2-0000-7000-8000-000000000000","completedOn":"2026-09-01","learners":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task A_body_of_the_wrong_form_is_answered_with_a_problem(string body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };

        var response = await app.AsProvider(Guid.NewGuid()).SendAsync(request);

        response.StatusCode.ShouldBe(expected);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
