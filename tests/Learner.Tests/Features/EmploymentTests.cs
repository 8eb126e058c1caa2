using System.Net;
using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Testing;

namespace Academy.Learner.Tests.Features;

public sealed class EmploymentTests(LearnerApp app)
{
    [Fact]
    public async Task An_employer_that_knows_number_and_birthday_starts_the_person_without_consent()
    {
        var employer = await app.AnEmployer();
        var (id, number) = await app.ALearner();

        var answer = await app.Start(employer, number.ToLowerInvariant());

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var said = (await app.Said<EmploymentStarted>()).Single(e => e.LearnerId == id);
        said.Version.ShouldBe(2);
        var employment = (await answer.Json()).GetProperty("employmentId").GetGuid();
        said.Employment.ShouldBe(new(employment, employer, "Oak House", null, 8, EmploymentKind.Employee, new(2025, 1, 6), null, SharesPassport: false));
    }

    [Fact]
    public async Task A_wrong_number_and_a_wrong_birthday_get_the_same_answer()
    {
        var employer = await app.AnEmployer();
        var (_, number) = await app.ALearner();

        var wrongNumber = await app.Start(employer, "CPA-000-000-001");
        var wrongBirthday = await app.Start(employer, number, born: "1990-02-04");

        wrongNumber.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        wrongBirthday.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await wrongBirthday.Detail()).ShouldBe(await wrongNumber.Detail());
    }

    [Fact]
    public async Task Nobody_starts_a_person_for_another_employer()
    {
        var (a, b) = (await app.AnEmployer(), await app.AnEmployer());
        var (id, number) = await app.ALearner();
        var body = new { employerId = a, dateOfBirth = "1990-02-03", startedOn = "2025-01-06", kind = "Bank" };

        foreach (var other in new[] { app.Employer(b), app.Provider(), app.Learner(id) })
        {
            (await other.PostNew($"/api/learner/v1/learners/{number}/employments", body)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData("startedOn", "2003-12-31", "before the person was 14")]
    [InlineData("startedOn", "2027-11-23", "more than a year ahead")]
    [InlineData("dateOfBirth", null, "Send dateOfBirth as well")]
    [InlineData("workplaceReference", "Nowhere", "not an open workplace")]
    [InlineData("workerReference", "QQ123456C", "national insurance number")]
    [InlineData("jobRoleCode", 999, "not the number of a job role")]
    public async Task A_start_that_breaks_a_rule_says_how_to_put_it_right(string field, object? value, string sentence)
    {
        var employer = await app.AnEmployer();
        var (_, number) = await app.ALearner();
        var body = new Dictionary<string, object?>
        {
            ["employerId"] = employer,
            ["dateOfBirth"] = "1990-02-03",
            ["startedOn"] = "2025-01-06",
            ["kind"] = "Employee",
            [field] = value,
        };

        var answer = await app.Employer(employer).PostNew($"/api/learner/v1/learners/{number}/employments", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Detail()).ShouldContain(sentence);
    }

    [Fact]
    public async Task A_second_start_at_the_same_employer_is_the_first_one()
    {
        var employer = await app.AnEmployer();
        var (id, number) = await app.ALearner();
        var first = await app.AnEmployment(employer, number);

        var second = await app.Start(employer, number, "2025-02-01");

        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.Json()).GetProperty("employmentId").GetGuid().ShouldBe(first.GetProperty("employmentId").GetGuid());
        (await app.Said<EmploymentStarted>()).Count(e => e.LearnerId == id).ShouldBe(1);
    }

    [Fact]
    public async Task Many_starts_at_once_end_in_one_employment()
    {
        var employer = await app.AnEmployer();
        var (id, number) = await app.ALearner();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.Start(employer, number)));

        answers.Select(answer => (int)answer.StatusCode).ShouldAllBe(status => status == 201 || status == 200 || status == 409);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        (await app.Said<EmploymentStarted>()).Count(e => e.LearnerId == id).ShouldBe(1);
    }

    [Fact]
    public async Task Only_the_learner_gives_and_takes_back_consent()
    {
        var employer = await app.AnEmployer();
        var (id, number) = await app.ALearner();
        var path = $"{Path(await app.AnEmployment(employer, number))}/consent";

        foreach (var other in new[] { app.Employer(employer), app.Officer, app.Learner(Guid.CreateVersion7()) })
        {
            (await other.PostNew(path, new { sharesPassport = true })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        foreach (var shares in new[] { true, true, false })
        {
            (await app.Learner(id).PostNew(path, new { sharesPassport = shares })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var said = (await app.Said<EmploymentConsentChanged>()).Where(e => e.LearnerId == id).ToList();
        said.Select(e => (e.Version, e.Employment.SharesPassport)).ShouldBe([(3, true), (4, false)]);
        (await app.Learner(id).PostNew(path, new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_learner_sees_by_name_where_they_work_and_what_they_answered_and_nobody_else_does()
    {
        var (before, now) = (await app.AnEmployer(), await app.AnEmployer());
        var (id, number) = await app.ALearner();
        var ended = Path(await app.AnEmployment(before, number, "2024-01-08"));
        await app.Employer(before).PostNew($"{ended}/end", new { endedOn = "2024-12-31" });
        var open = Path(await app.AnEmployment(now, number));
        var address = new Uri($"/api/learner/v1/learners/{id}/employments", UriKind.Relative);

        var asked = await Listed();
        asked.Select(e => e.GetProperty("employerId").GetGuid()).ShouldBe([now, before]);
        asked[0].GetProperty("employerName").GetString().ShouldBe("Oak Care Ltd");
        asked[0].GetProperty("answeredAt").ValueKind.ShouldBe(JsonValueKind.Null);
        await app.Learner(id).PostNew($"{open}/consent", new { sharesPassport = false });
        var refused = (await Listed())[0];
        refused.GetProperty("sharesPassport").GetBoolean().ShouldBeFalse();
        refused.GetProperty("answeredAt").GetDateTimeOffset().ShouldBe(app.Clock.GetUtcNow());
        (await app.Said<EmploymentConsentChanged>()).ShouldNotContain(e => e.LearnerId == id, "a first no changes nothing for anybody");
        await app.Learner(id).PostNew($"{open}/consent", new { sharesPassport = true });
        (await Listed())[0].GetProperty("sharesPassport").GetBoolean().ShouldBeTrue();

        foreach (var other in new[] { app.Employer(now), app.Officer, app.Learner(Guid.CreateVersion7()) })
        {
            using var answer = await other.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        async Task<List<JsonElement>> Listed()
            => [.. (await (await app.Learner(id).GetAsync(address)).Json()).GetProperty("employments").EnumerateArray()];
    }

    [Fact]
    public async Task An_end_is_said_once_and_a_corrected_one_again()
    {
        var employer = await app.AnEmployer();
        var (id, number) = await app.ALearner();
        var path = $"{Path(await app.AnEmployment(employer, number))}/end";

        await app.Employer(employer).PostNew(path, new { endedOn = "2026-11-20" });
        await app.Learner(id).PostNew(path, new { endedOn = "2026-11-20" });
        var corrected = await app.Officer.PostNew(path, new { endedOn = "2026-11-30" });

        corrected.StatusCode.ShouldBe(HttpStatusCode.OK);
        var said = (await app.Said<EmploymentEnded>()).Where(e => e.LearnerId == id).ToList();
        said.Select(e => (e.Version, e.Employment.EndedOn)).ShouldBe([(3, new(2026, 11, 20)), (4, new(2026, 11, 30))]);
    }

    [Fact]
    public async Task An_employer_cannot_reopen_an_employment_that_has_ended()
    {
        var employer = await app.AnEmployer();
        var (id, number) = await app.ALearner();
        var path = Path(await app.AnEmployment(employer, number));
        await app.Learner(id).PostNew($"{path}/consent", new { sharesPassport = true });
        await app.Learner(id).PostNew($"{path}/end", new { endedOn = "2026-11-20" });

        var reopened = await app.Employer(employer).PostNew($"{path}/end", new { endedOn = "2027-10-01" });

        reopened.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await reopened.Detail()).ShouldContain("ended on 20 November 2026");
        (await app.Said<EmploymentEnded>()).Single(e => e.LearnerId == id).Employment.EndedOn.ShouldBe(new(2026, 11, 20));
        (await app.Employer(employer).PostNew($"{path}/end", new { endedOn = "2026-11-19" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_end_before_the_start_and_by_strangers_is_refused()
    {
        var employer = await app.AnEmployer();
        var (_, number) = await app.ALearner();
        var path = $"{Path(await app.AnEmployment(employer, number))}/end";

        (await (await app.Employer(employer).PostNew(path, new { endedOn = "2025-01-05" })).Detail()).ShouldContain("6 January 2025");
        foreach (var other in new[] { app.Employer(await app.AnEmployer()), app.Provider(), app.Learner(Guid.CreateVersion7()) })
        {
            (await other.PostNew(path, new { endedOn = "2026-11-20" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Somebody_who_left_can_come_back_after_the_last_day()
    {
        var employer = await app.AnEmployer();
        var (_, number) = await app.ALearner();
        var path = $"{Path(await app.AnEmployment(employer, number))}/end";
        await app.Employer(employer).PostNew(path, new { endedOn = "2026-11-20" });

        (await (await app.Start(employer, number, "2026-11-20")).Detail()).ShouldContain("until 20 November 2026");
        (await app.Start(employer, number, "2026-11-21")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    private static string Path(JsonElement employment) => $"/api/learner/v1/employments/{employment.GetProperty("employmentId").GetGuid()}";
}
