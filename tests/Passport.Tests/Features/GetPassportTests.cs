using System.Net;
using System.Net.Http.Headers;
using Academy.Contracts.Learner;
using Academy.ServiceDefaults;

namespace Academy.Passport.Tests.Features;

public sealed class GetPassportTests(PassportApp app)
{
    [Fact]
    public async Task An_unchanged_passport_is_not_sent_again()
    {
        var learner = await app.ALearner();
        var client = app.AsLearner(learner.Id);
        var first = await Get(client, learner.Id);

        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        (await Get(client, learner.Id)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await app.Record(await app.ACourse(), new DateOnly(2026, 9, 1), learner.Id);
        (await Get(client, learner.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("0{0}")]
    [InlineData("+{0}")]
    [InlineData("{0}, another")]
    public async Task A_tag_that_only_looks_like_the_version_gets_the_whole_passport(string almost)
    {
        var learner = await app.ALearner();
        var client = app.AsLearner(learner.Id);
        var version = (await Get(client, learner.Id)).Headers.ETag!.Tag.Trim('"');

        client.DefaultRequestHeaders.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{almost.Replace("{0}", version, StringComparison.Ordinal)}\""));
        var answer = await Get(client, learner.Id);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("learnerId").GetGuid().ShouldBe(learner.Id);
    }

    [Fact]
    public async Task An_employer_sees_the_passport_while_it_employs_a_learner_who_lets_it()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());

        (await Get(app.AsEmployer(employer), learner.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var employment = await app.AnEmployment(learner.Id, employer, shares: false);
        (await Get(app.AsEmployer(employer), learner.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await app.AnEmployment(learner.Id, employer, shares: true, id: employment, version: 3);
        (await Get(app.AsEmployer(employer), learner.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.AnEmployment(learner.Id, employer, shares: true, until: app.Today.AddDays(-1), id: employment, version: 4);
        (await Get(app.AsEmployer(employer), learner.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_may_not_see_it_gets_the_same_answer_as_for_a_passport_that_is_not_there()
    {
        var learner = await app.ALearner();
        var stranger = app.AsLearner(Guid.NewGuid());

        var notYours = await (await Get(stranger, learner.Id)).Content.ReadAsStringAsync();
        var notThere = await (await Get(stranger, Guid.NewGuid())).Content.ReadAsStringAsync();

        notYours[..notYours.IndexOf("traceId", StringComparison.Ordinal)].ShouldBe(notThere[..notThere.IndexOf("traceId", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task A_training_provider_sees_only_what_it_recorded()
    {
        var learner = await app.ALearner();
        var (mine, other) = (await app.ACourse(), await app.ACourse());
        await app.Record(mine, new DateOnly(2026, 9, 1), learner.Id);
        await app.Record(other, new DateOnly(2026, 9, 2), learner.Id);

        var seen = await (await Get(app.AsProvider(mine.ProviderId), learner.Id)).Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();

        seen.GetProperty("entries").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Academy_staff_say_why_they_look_and_the_learner_sees_it()
    {
        var learner = await app.ALearner();
        var client = app.As("passport.read", OrganisationKind.Academy, Guid.NewGuid());

        (await Get(client, learner.Id)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        client.DefaultRequestHeaders.Add("X-Purpose", "A question from the learner");
        (await Get(client, learner.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var activity = await app.AsLearner(learner.Id).GetStringAsync(new Uri($"/api/passport/v1/learners/{learner.Id}/activity", UriKind.Relative));
        activity.ShouldContain("A question from the learner");
        activity.ShouldContain("The Academy");
    }

    [Fact]
    public async Task An_employer_that_looked_is_named_to_the_learner()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer("Hilltop Homecare"));
        await app.AnEmployment(learner.Id, employer);

        await Get(app.AsEmployer(employer), learner.Id);

        var activity = await app.AsLearner(learner.Id).GetStringAsync(new Uri($"/api/passport/v1/learners/{learner.Id}/activity", UriKind.Relative));
        activity.ShouldContain("Hilltop Homecare");
        activity.ShouldContain("PassportSeen");
    }

    [Fact]
    public async Task A_corrected_name_is_shown_and_an_older_one_that_arrives_late_is_not()
    {
        var learner = await app.ALearner("Sian O'Brien");
        var now = app.Clock.GetUtcNow();

        await app.Deliver(new LearnerDetailsChanged(learner.Id, 5, learner.AcademyNumber, "Siân O'Brien-Jones", [], learner.DateOfBirth, now));
        await app.Deliver(new LearnerDetailsChanged(learner.Id, 4, learner.AcademyNumber, "Sian OBrien", [], learner.DateOfBirth, now));

        (await app.PassportOf(learner.Id)).GetProperty("name").GetString().ShouldBe("Siân O'Brien-Jones");
    }

    [Fact]
    public async Task A_token_for_another_service_is_refused()
    {
        var learner = await app.ALearner();
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Academy.Testing.TestTokens.Of("learner", "passport.read", learner: learner.Id));

        (await Get(client, learner.Id)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<HttpResponseMessage> Get(HttpClient client, Guid learner)
        => client.GetAsync(new Uri($"/api/passport/v1/learners/{learner}/passport", UriKind.Relative));
}
