using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Testing;

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
    public async Task Prior_learning_counts_by_an_equivalence_that_starter_and_matrix_name_and_no_entry_changes()
    {
        var (learner, employer, course) = (await app.ALearner(), await app.AnEmployer(), await app.ACourse(category: 15, validityMonths: null));
        await app.Record(course, new DateOnly(2026, 9, 1), learner.Id);
        await app.AnEmployment(learner.Id, employer);
        await Require(employer, new { trainingCategoryCode = 45, refreshMonths = 12 });
        var before = (await app.PassportOf(learner.Id)).GetRawText();
        var decision = new EquivalenceDecided(
            Guid.CreateVersion7(), 1, new("Moving people safely", [course.VersionId], null, null, null), new("Moving and handling objects", 45, null),
            new(2026, 1, 1), null, "The outcomes are the same.", "Mapping of the Academy", null, app.Clock.GetUtcNow());
        var ended = decision with { Version = 2, Ended = new(new(2026, 9, 1), "The course was changed.", app.Clock.GetUtcNow()) };

        (await Standing()).GetProperty("status").GetString().ShouldBe("Missing");
        await app.Deliver(decision);

        var standing = await Standing();
        (standing.GetProperty("status").GetString(), standing.GetProperty("until").GetString()).ShouldBe(("Met", "2027-08-31"));
        standing.GetProperty("equivalences")[0].GetProperty("sentence").GetString().ShouldBe("Moving people safely of 2026-09-01 counts as Moving and handling objects.");
        var cell = (await Get($"employers/{employer}/matrix", employer)).GetProperty("learners")[0].GetProperty("cells")[0];
        (cell.GetProperty("status").GetString(), cell.GetProperty("equivalences")[0].GetProperty("equivalenceId").GetGuid()).ShouldBe(("Met", decision.EquivalenceId));

        await app.Deliver(ended);
        await app.Deliver(decision);
        (await Standing()).GetProperty("status").GetString().ShouldBe("Missing");
        (await app.PassportOf(learner.Id)).GetRawText().ShouldBe(before);

        async Task<JsonElement> Standing() => (await Get($"employers/{employer}/starters/{learner.Id}", employer)).GetProperty("subjects")[0];
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
    public async Task A_due_day_names_the_rule_and_its_version_and_a_qualification_moves_it()
    {
        var (learner, employer, course) = (await app.ALearner(), await app.AnEmployer(), await app.ACourse(category: 20, validityMonths: null));
        await app.Record(course, new DateOnly(2025, 3, 10), learner.Id);
        await app.AnEmployment(learner.Id, employer);
        await Require(employer, new { trainingCategoryCode = 20 });

        var before = (await Get($"employers/{employer}/starters/{learner.Id}", employer)).GetProperty("subjects")[0];
        before.GetProperty("until").GetString().ShouldBe("2028-03-09");
        before.GetProperty("rule").GetProperty("version").GetString().ShouldBe("2024-09");

        await app.AsEmployer(employer).PostNew("/api/passport/v1/qualifications", new { learnerId = learner.Id, qualificationCode = 158, awardedOn = "2026-03-02" });

        var after = (await Get($"employers/{employer}/starters/{learner.Id}", employer)).GetProperty("subjects")[0];
        after.GetProperty("until").GetString().ShouldBe("2029-03-01");
        after.GetProperty("rule").GetProperty("why").GetString()!.ShouldContain("Level 2 Adult Social Care Certificate");
    }

    [Theory]
    [InlineData(8, "Missing: Tier 2 for the job role Care worker", 43)]
    [InlineData(25, "Missing: Tier 1 for the job role Administrative", 42)]
    [InlineData(null, "Missing: Tier 2 for a job role that is not known", 43)]
    public async Task A_composite_says_which_part_is_missing_for_the_job_role(int? jobRole, string reason, int missing)
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer, jobRole: jobRole);
        await app.Record(await app.ACourse(category: 41, hours: 1.5m, pounds: 0, validityMonths: null), new DateOnly(2026, 1, 5), learner.Id);
        await Require(employer, new { composite = "OMMT" });

        var before = await Get($"employers/{employer}/starters/{learner.Id}", employer);
        before.GetProperty("subjects")[0].GetProperty("status").GetString().ShouldBe("Missing");
        before.GetProperty("subjects")[0].GetProperty("name").GetString().ShouldBe("Oliver McGowan Mandatory Training");
        before.GetProperty("subjects")[0].GetProperty("reasons").EnumerateArray().Select(r => r.GetString()).ShouldBe([reason]);
        (await Get($"employers/{employer}/matrix", employer)).GetProperty("learners")[0].GetProperty("cells")[0].GetProperty("reasons")[0].GetString().ShouldBe(reason);

        await app.Record(await app.ACourse(category: missing, hours: 6, pounds: 60, validityMonths: null), new DateOnly(2026, 4, 5), learner.Id);

        var after = await Get($"employers/{employer}/starters/{learner.Id}", employer);
        after.GetProperty("subjects")[0].GetProperty("status").GetString().ShouldBe("Met");
        after.GetProperty("subjects")[0].GetProperty("until").GetString().ShouldBe("2029-01-04");
        after.GetProperty("needNotBeRepeated").GetProperty("hours").GetDecimal().ShouldBe(7.5m);
    }

    [Theory]
    [InlineData("2026-11-20", null, null, "Missing", null)]
    [InlineData("2026-11-20", 10, null, "NotYet", "2026-11-30")]
    [InlineData("2026-11-12", 10, null, "Missing", null)]
    [InlineData("2026-11-12", 10, "2026-11-23", "NotYet", "2026-11-23")]
    [InlineData("2026-11-20", 10, "2026-11-22", "NotYet", "2026-11-30")]
    [InlineData("2020-01-01", null, "2026-11-22", "Missing", null)]
    public async Task Before_the_day_it_is_asked_from_and_in_the_days_of_grace_nothing_is_missing(
        string startedOn, int? graceDays, string? askedFrom, string status, string? neededFrom)
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer, from: DateOnly.Parse(startedOn, CultureInfo.InvariantCulture));
        await Require(employer, new { trainingCategoryCode = 15, graceDays, askedFrom });

        foreach (var standing in new[]
        {
            (await Get($"employers/{employer}/matrix", employer)).GetProperty("learners")[0].GetProperty("cells")[0],
            (await Get($"employers/{employer}/starters/{learner.Id}", employer)).GetProperty("subjects")[0],
        })
        {
            standing.GetProperty("status").GetString().ShouldBe(status);
            (standing.TryGetProperty("neededFrom", out var day) ? day.GetString() : null).ShouldBe(neededFrom);
        }
    }

    [Fact]
    public async Task A_change_says_before_it_is_made_for_how_many_people_something_becomes_missing_or_expired()
    {
        var (employer, holder, former, cook) = (await app.AnEmployer(), await app.ALearner(), await app.ALearner(), await app.ALearner());
        await app.AnEmployment(holder.Id, employer);
        await app.AnEmployment(former.Id, employer);
        await app.AnEmployment(cook.Id, employer, jobRole: 25);
        await app.AnEmployment((await app.ALearner()).Id, employer, shares: false);
        await app.Record(await app.ACourse(category: 6, validityMonths: null), new DateOnly(2026, 9, 1), holder.Id);
        await app.Record(await app.ACourse(category: 6, validityMonths: 1), new DateOnly(2026, 3, 1), former.Id);
        await Require(employer, new { trainingCategoryCode = 15, jobRoleCodes = new[] { 25 } });

        (await Preview(employer, new { trainingCategoryCode = 15, jobRoleCodes = new[] { 25 } }, new { trainingCategoryCode = 6 })).ShouldBe((3, 1, 1, 0));
        (await Preview(employer, new { trainingCategoryCode = 15 })).ShouldBe((3, 2, 0, 0));
        (await Preview(employer, new { trainingCategoryCode = 15, graceDays = 365, askedFrom = "2027-01-01" })).ShouldBe((3, 0, 0, 1));
        (await Preview(employer)).ShouldBe((3, 0, 0, 1));
        (await Get($"employers/{employer}/requirements", employer)).GetProperty("subjects")[0].GetProperty("jobRoleCodes").GetArrayLength().ShouldBe(1);
        (await app.AsLearner(cook.Id).GetFromJsonAsync<JsonElement>($"/api/passport/v1/learners/{cook.Id}/activity")).GetProperty("activity")[0].GetProperty("what").GetString()
            .ShouldBe("PassportSeen");
    }

    [Fact]
    public async Task What_a_change_would_do_is_told_to_who_may_make_it()
    {
        var employer = await app.AnEmployer();

        using var other = await app.AsEmployer(await app.AnEmployer()).PostAsJsonAsync($"/api/passport/v1/employers/{employer}/requirements/preview", new { subjects = Array.Empty<object>() });
        using var wrong = await app.AsEmployer(employer).PostAsJsonAsync(
            $"/api/passport/v1/employers/{employer}/requirements/preview", new { subjects = new[] { new { trainingCategoryCode = 4 } } });

        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await wrong.Json()).GetProperty("type").GetString().ShouldBe("/problems/training-category-unknown");
    }

    [Fact]
    public async Task Whoever_gives_care_in_one_of_two_job_roles_is_asked_for_what_care_asks_for()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer, jobRole: 3);
        await app.AnEmployment(learner.Id, employer, jobRole: 8);
        await app.Record(await app.ACourse(category: 41), new DateOnly(2026, 1, 5), learner.Id);
        await app.Record(await app.ACourse(category: 42), new DateOnly(2026, 1, 6), learner.Id);
        await Require(employer, new { composite = "OMMT" });

        (await Get($"employers/{employer}/starters/{learner.Id}", employer)).GetProperty("subjects")[0].GetProperty("reasons")[0].GetString()
            .ShouldBe("Missing: Tier 2 for the job role Care worker");
        (await Get($"employers/{employer}/matrix", employer)).GetProperty("learners")[0].GetProperty("cells")[0].GetProperty("status").GetString().ShouldBe("Missing");
    }

    [Fact]
    public async Task Tier_1_does_not_do_for_a_care_worker_and_tier_2_does_for_everybody()
    {
        var employer = await app.AnEmployer();
        await Require(employer, new { composite = "OMMT" });
        foreach (var (jobRole, tier, status) in new[] { (8, 42, "Missing"), (8, 43, "Met"), (25, 42, "Met"), (25, 43, "Met") })
        {
            var learner = await app.ALearner();
            await app.AnEmployment(learner.Id, employer, jobRole: jobRole);
            await app.Record(await app.ACourse(category: 41), new DateOnly(2026, 1, 5), learner.Id);
            await app.Record(await app.ACourse(category: tier), new DateOnly(2026, 1, 6), learner.Id);

            (await Get($"employers/{employer}/starters/{learner.Id}", employer)).GetProperty("subjects")[0].GetProperty("status").GetString().ShouldBe(status, $"{jobRole} {tier}");
        }
    }

    [Fact]
    public async Task A_requirement_names_a_subject_or_a_composite_that_there_is()
    {
        var employer = await app.AnEmployer();
        foreach (var (subject, problem) in new (object, string)[]
        {
            (new { }, "requirement-unclear"),
            (new { trainingCategoryCode = 15, composite = "OMMT" }, "requirement-unclear"),
            (new { composite = "MOT" }, "composite-unknown"),
        })
        {
            var answer = await Put(app.AsEmployer(employer), employer, subject);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await answer.Json()).GetProperty("type").GetString().ShouldBe($"/problems/{problem}");
        }
    }

    [Fact]
    public async Task The_rules_are_there_for_everybody_to_read()
    {
        var rules = await app.CreateClient().GetFromJsonAsync<JsonElement>("/api/passport/v1/refresh-rules");

        rules.GetProperty("refreshSets").EnumerateArray().Select(set => set.GetProperty("version").GetString()).ShouldBe(["2021", "2024-09"]);
        rules.GetProperty("composites")[0].GetProperty("parts")[1].GetProperty("askedOf").GetString().ShouldBe("CareProviders");
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

    private async Task<(int People, int BecomeMissing, int BecomeExpired, int Relieved)> Preview(Guid employer, params object[] subjects)
    {
        using var response = await app.AsEmployer(employer).PostAsJsonAsync($"/api/passport/v1/employers/{employer}/requirements/preview", new { subjects });
        var told = await response.Json();
        int Of(string name) => told.GetProperty(name).GetInt32();
        return (Of("people"), Of("becomeMissing"), Of("becomeExpired"), Of("relieved"));
    }

    private async Task<JsonElement> Get(string path, Guid employer)
        => await app.AsEmployer(employer).GetFromJsonAsync<JsonElement>(new Uri($"/api/passport/v1/{path}", UriKind.Relative));
}
