using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Academy.Testing;

namespace Academy.Learner.Tests.Features;

/// <summary>What every service does with requests nobody meant, shown at this one.</summary>
public sealed class AwkwardRequestTests(LearnerApp app)
{
    private const string Learners = "/api/learner/v1/learners";

    [Fact]
    public async Task A_null_in_a_list_is_refused()
    {
        var answer = await app.Officer.PostNew(
            "/api/learner/v1/employers", new { name = "Oak Care Ltd", kind = "Private", workplaces = new object?[] { null } });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Detail()).ShouldContain("holds null");
    }

    [Fact]
    public async Task A_character_the_database_cannot_hold_is_refused()
    {
        var answer = await app.Officer.GetAsync("/api/learner/v1/employers?cqcProviderId=%00");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Detail()).ShouldContain("U+0000");
    }

    [Fact]
    public async Task A_name_of_what_is_no_character_is_refused()
        => (await app.Officer.PostNew(Learners, new { fullName = "Am\uFFFEra", dateOfBirth = "1990-02-03" }))
            .StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

    [Theory]
    [InlineData("after=nonsense", "after is not an id")]
    [InlineData("limit=99999999999", "limit is not a whole number")]
    public async Task A_query_that_cannot_be_read_says_what_is_read_there(string query, string sentence)
    {
        var answer = await app.Officer.GetAsync($"/api/learner/v1/employers?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Detail()).ShouldContain(sentence);
    }

    [Theory]
    [InlineData("GET", "/api/learner/v1/nothing", 404, "/openapi")]
    [InlineData("GET", "/api/learner/v1/learners/not-an-id", 404, "/openapi")]
    [InlineData("PUT", Learners, 405, "Allow")]
    public async Task What_is_not_there_is_not_forbidden(string method, string path, int status, string sentence)
    {
        foreach (var client in new[] { app.Officer, app.CreateClient() })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            var answer = await client.SendAsync(request);

            ((int)answer.StatusCode).ShouldBe(status);
            (await answer.Detail()).ShouldContain(sentence);
        }
    }

    [Theory]
    [InlineData("text/plain", "application/json")]
    [InlineData("application/json; charset=nonsense", "UTF-8")]
    public async Task A_body_of_another_kind_is_refused_with_the_kind_that_is_taken(string type, string sentence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Learners) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}")) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("Idempotency-Key", "of-another-kind");

        var answer = await app.Officer.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.Detail()).ShouldContain(sentence);
    }

    [Fact]
    public async Task Nobody_and_somebody_without_the_scope_are_told_what_is_needed()
    {
        var nobody = await app.CreateClient().GetAsync($"{Learners}/{Guid.CreateVersion7()}");
        var other = await app.As("employers.read").GetAsync($"{Learners}/{Guid.CreateVersion7()}");

        nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await nobody.Detail()).ShouldContain("/connect/token");
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await other.Detail()).ShouldContain("learners.read");
    }
}
