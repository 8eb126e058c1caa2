using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

public sealed class TakeStatementsTests(PassportApp app)
{
    private const string Activity = "https://lms.example/courses/moving-people";

    [Fact]
    public async Task A_statement_that_something_was_completed_is_recorded_on_the_day_it_was_in_London()
    {
        var (course, learner) = (await ACourse(), await app.ALearner());
        var statement = Statement(learner, course, at: "2026-06-30T23:30:00Z");

        var answer = await Send(course.ProviderId, statement);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Headers.GetValues("X-Experience-API-Version").ShouldBe(["1.0.3"]);
        (await answer.Json()).EnumerateArray().Select(id => id.GetString()).ShouldBe([statement["id"]!.GetValue<string>()]);
        var entry = (await app.PassportOf(learner.Id)).GetProperty("entries")[0];
        (entry.GetProperty("completedOn").GetString(), entry.GetProperty("assurance").GetString()).ShouldBe(("2026-07-01", "Kitemarked"));
    }

    [Fact]
    public async Task The_same_statement_again_changes_nothing_and_another_with_its_id_is_refused()
    {
        var (course, learner) = (await ACourse(), await app.ALearner());
        var statement = Statement(learner, course);
        await Send(course.ProviderId, statement);

        var again = await Send(course.ProviderId, statement);
        statement["timestamp"] = "2026-05-01T10:00:00Z";
        var another = await Send(course.ProviderId, statement);

        (again.StatusCode, another.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.BadRequest));
        (await app.PassportOf(learner.Id)).GetProperty("entries").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Of_several_statements_each_that_cannot_be_taken_says_why_and_the_others_are_taken()
    {
        var (course, learner) = (await ACourse(), await app.ALearner());
        JsonObject[] sent =
        [
            Statement(learner, course),
            Statement(learner, course, ("verb", new JsonObject { ["id"] = "http://adlnet.gov/expapi/verbs/attempted" })),
            Statement(learner, course, ("object", new JsonObject { ["id"] = "https://lms.example/courses/unknown" })),
            Statement(learner, course, ("result", new JsonObject { ["success"] = false })),
            Statement(learner, course, ("actor", new JsonObject { ["mbox"] = "mailto:amara@post.example" })),
            Statement(learner, course, ("context", null)),
            Statement(learner, course with { TrainerId = Guid.NewGuid() }, at: "2026-05-13T10:00:00Z"),
        ];

        var answer = await Send(course.ProviderId, new JsonArray([.. sent]));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var results = (await answer.Json()).GetProperty("statements").EnumerateArray().ToList();
        results.ConvertAll(result => result.GetProperty("taken").GetBoolean()).ShouldBe([true, false, false, false, false, false, false]);
        results.Skip(1).Select(result => result.GetProperty("whatToDo").GetString()).ShouldAllBe(why => !string.IsNullOrEmpty(why));
        results[^1].GetProperty("whatToDo").GetString()!.ShouldStartWith("No trainer is known by this id.");
        (await app.PassportOf(learner.Id)).GetProperty("entries").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2.0.0")]
    public async Task Without_the_version_that_is_spoken_here_nothing_is_taken(string? version)
    {
        var (course, learner) = (await ACourse(), await app.ALearner());

        var answer = await Send(course.ProviderId, Statement(learner, course), version);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.GetValues("X-Experience-API-Version").ShouldBe(["1.0.3"]);
        (await app.PassportOf(learner.Id)).GetProperty("entries").GetArrayLength().ShouldBe(0);
    }

    private async Task<ACourse> ACourse()
    {
        var course = await app.ACourse();
        await app.AsProvider(course.ProviderId).PostNew("/api/passport/v1/course-codes", new { code = Activity, courseVersionId = course.VersionId });
        return course;
    }

    private async Task<HttpResponseMessage> Send(Guid provider, JsonNode statements, string? version = "1.0.3")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/passport/v1/xapi/statements") { Content = JsonContent.Create(statements) };
        if (version is not null)
        {
            request.Headers.Add("X-Experience-API-Version", version);
        }

        return await app.AsProvider(provider).SendAsync(request);
    }

    private static JsonObject Statement(ALearner learner, ACourse course, (string Member, JsonNode? Value)? other = null, string at = "2026-05-12T10:00:00+01:00")
    {
        var statement = JsonSerializer.SerializeToNode(new
        {
            id = Guid.NewGuid(),
            actor = new { objectType = "Agent", account = new { homePage = "https://academy.test", name = learner.AcademyNumber } },
            verb = new { id = "http://adlnet.gov/expapi/verbs/completed", display = new { en = "completed" } },
            @object = new { objectType = "Activity", id = Activity },
            context = new { instructor = new { account = new { homePage = "https://academy.test", name = $"{course.TrainerId}" } } },
            timestamp = at,
        })!.AsObject();
        if (other is { } change)
        {
            statement[change.Member] = change.Value;
        }

        return statement;
    }
}
