using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Academy.Passport.Tests.Features;

public sealed class RequirementsTests(PassportApp app)
{
    [Fact]
    public async Task A_starter_shows_what_is_met_what_is_not_and_what_need_not_be_repeated()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.Record(await app.ACourse(category: 15, hours: 6, pounds: 85), new DateOnly(2026, 9, 1), learner.Id);
        await app.Record(await app.ACourse(category: 6, hours: 2.5m, pounds: 30, validityMonths: 1), new DateOnly(2026, 3, 1), learner.Id);
        await app.AnEmployment(learner.Id, employer);
        await Require(employer, new { trainingCategoryCode = 15 }, new { trainingCategoryCode = 6 }, new { trainingCategoryCode = 13 });

        var starter = await Get($"employers/{employer}/starters/{learner.Id}", employer);

        starter.GetProperty("subjects").EnumerateArray().Select(s => s.GetProperty("status").GetString()).ShouldBe(["Met", "Expired", "Missing"]);
        starter.GetProperty("subjects")[0].GetProperty("until").GetString().ShouldBe("2027-08-31");
        starter.GetProperty("needNotBeRepeated").GetProperty("hours").GetDecimal().ShouldBe(6);
        starter.GetProperty("needNotBeRepeated").GetProperty("pounds").GetDecimal().ShouldBe(85);
    }

    [Fact]
    public async Task An_employers_stricter_interval_wins()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.Record(await app.ACourse(validityMonths: 36), new DateOnly(2026, 3, 31), learner.Id);
        await app.AnEmployment(learner.Id, employer);
        await Require(employer, new { trainingCategoryCode = 15, refreshMonths = 6 });

        var subject = (await Get($"employers/{employer}/starters/{learner.Id}", employer)).GetProperty("subjects")[0];

        subject.GetProperty("status").GetString().ShouldBe("Expired");
        subject.GetProperty("until").GetString().ShouldBe("2026-09-29");
    }

    [Fact]
    public async Task A_subject_of_another_job_role_is_not_asked_for()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer, jobRole: 8);
        await Require(employer, new { trainingCategoryCode = 15, jobRoleCodes = new[] { 4 } }, new { trainingCategoryCode = 6, jobRoleCodes = new[] { 4, 8 } });

        var starter = await Get($"employers/{employer}/starters/{learner.Id}", employer);

        starter.GetProperty("subjects").EnumerateArray().Select(s => s.GetProperty("trainingCategoryCode").GetInt32()).ShouldBe([6]);
    }

    [Fact]
    public async Task The_matrix_shows_those_who_share_and_nobody_else()
    {
        var employer = await app.AnEmployer();
        var (sharing, hiding) = (await app.ALearner("Grace Mensah"), await app.ALearner("Tom Reilly"));
        await app.AnEmployment(sharing.Id, employer);
        await app.AnEmployment(hiding.Id, employer, shares: false);
        await Require(employer, new { trainingCategoryCode = 15 });

        var matrix = await Get($"employers/{employer}/matrix", employer);

        matrix.GetProperty("learners").EnumerateArray().Select(row => row.GetProperty("name").GetString()).ShouldBe(["Grace Mensah"]);
        matrix.GetProperty("learners")[0].GetProperty("cells")[0].GetProperty("status").GetString().ShouldBe("Missing");
    }

    [Fact]
    public async Task A_change_that_is_not_based_on_the_newest_version_is_refused()
    {
        var employer = await app.AnEmployer();
        var client = app.AsEmployer(employer);
        var first = await Require(employer, new { trainingCategoryCode = 15 });

        (await Put(client, employer, new { trainingCategoryCode = 6 })).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        client.DefaultRequestHeaders.IfMatch.Add(new EntityTagHeaderValue("\"99\""));
        (await Put(client, employer, new { trainingCategoryCode = 6 })).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        client.DefaultRequestHeaders.IfMatch.Clear();
        client.DefaultRequestHeaders.IfMatch.Add(first.Headers.ETag!);
        (await Put(client, employer, new { trainingCategoryCode = 6 })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_that_is_no_training_category_is_refused_by_number()
    {
        var response = await Put(app.AsEmployer(await app.AnEmployer()), Guid.Empty, new { trainingCategoryCode = 4 });
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var employer = await app.AnEmployer();
        (await (await Put(app.AsEmployer(employer), employer, new { trainingCategoryCode = 4 })).Content.ReadAsStringAsync()).ShouldContain("4 is not a training category");
    }

    private async Task<HttpResponseMessage> Require(Guid employer, params object[] subjects)
    {
        var response = await Put(app.AsEmployer(employer), employer, subjects);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return response;
    }

    private static Task<HttpResponseMessage> Put(HttpClient client, Guid employer, params object[] subjects)
        => client.PutAsync(new Uri($"/api/passport/v1/employers/{employer}/requirements", UriKind.Relative), JsonContent.Create(new { subjects }));

    private async Task<JsonElement> Get(string path, Guid employer)
        => await app.AsEmployer(employer).GetFromJsonAsync<JsonElement>(new Uri($"/api/passport/v1/{path}", UriKind.Relative));
}
