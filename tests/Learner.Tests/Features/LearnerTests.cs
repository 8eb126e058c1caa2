using System.Net;
using System.Text.Json;
using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Tests.Features;

public sealed class LearnerTests(LearnerApp app)
{
    private const string Learners = "/api/learner/v1/learners";

    [Theory]
    [InlineData("Oluwaṣeun Adébáyọ̀")]
    [InlineData("محمد الأحمد")]
    [InlineData("Ma")]
    [InlineData("Wolfeschlegelsteinhausenbergerdorff-Montgomery O'Brien the 3rd")]
    public async Task A_person_gets_an_academy_number_whatever_the_name(string name)
    {
        var answer = await app.Provider().PostNew(Learners, new { fullName = $" {name} ", dateOfBirth = "2000-02-29" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var body = await answer.Json();
        var number = body.GetProperty("academyNumber").GetString()!;
        number.ShouldMatch("^CPA-[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$");
        var said = (await app.Said<LearnerRegistered>()).Single(e => e.LearnerId == body.GetProperty("learnerId").GetGuid());
        said.Version.ShouldBe(1);
        said.FullName.ShouldBe(name.Normalize());
        Codes.TryRead(number, out var code).ShouldBeTrue();
        said.AcademyNumber.ShouldBe(code);
    }

    [Theory]
    [InlineData("Ann", "2012-11-23", "at least 14")]
    [InlineData("Ann", "2026-11-23", "in the future")]
    [InlineData("Ann", "1899-12-31", "before 1900")]
    [InlineData("Ann\tLee", "1990-01-01", "on one line")]
    [InlineData("   ", "1990-01-01", null)]
    public async Task A_person_without_a_name_or_with_an_impossible_birthday_is_refused(string name, string born, string? sentence)
    {
        var answer = await app.Officer.PostNew(Learners, new { fullName = name, dateOfBirth = born });

        answer.StatusCode.ShouldBe(sentence is null ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity);
        (await answer.Detail()).ShouldContain(sentence ?? "errors");
    }

    [Fact]
    public async Task A_learner_gets_all_that_is_held_of_them_and_every_table_is_among_it_or_holds_nothing_of_people()
    {
        var (id, number) = await app.ALearner();
        await app.AnEmployment(await app.AnEmployer(), number);

        var tables = (await (await app.Learner(id).GetAsync(new Uri($"/api/learner/v1/learners/{id}/data", UriKind.Relative))).Json()).GetProperty("tables");

        (tables.GetProperty("learners")[0].GetProperty("fullName").GetString(), tables.GetProperty("employments").GetArrayLength()).ShouldBe(("Amara Okafor", 1));
        (await app.InDatabase(db => Task.FromResult(HeldDataCheck.NotDecided(db.Model, Academy.Learner.Data.HeldData.Tables)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_is_fourteen_on_the_birthday()
        => (await app.Officer.PostNew(Learners, new { fullName = "Ann", dateOfBirth = "2012-11-22" })).StatusCode.ShouldBe(HttpStatusCode.Created);

    [Fact]
    public async Task Learners_and_partners_register_nobody()
    {
        var partner = app.As("learners.write", OrganisationKind.Partner, Guid.CreateVersion7());
        foreach (var other in new[] { app.Learner(Guid.CreateVersion7()), partner })
        {
            (await other.PostNew(Learners, new { fullName = "Ann", dateOfBirth = "1990-01-01" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_learner_and_the_employer_of_today_see_the_record_and_others_do_not()
    {
        var (a, b) = (await app.AnEmployer(), await app.AnEmployer());
        var (id, number) = await app.ALearner();
        await app.AnEmployment(a, number);

        (await app.Learner(id).GetAsync($"{Learners}/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Employer(a).GetAsync($"{Learners}/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var other in new[] { app.Employer(b), app.Provider(), app.Learner(Guid.CreateVersion7()) })
        {
            (await other.GetAsync($"{Learners}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task An_employer_sees_the_person_until_the_last_day_and_only_its_own_employments()
    {
        var (a, b) = (await app.AnEmployer(), await app.AnEmployer());
        var (id, number) = await app.ALearner();
        var employment = await app.AnEmployment(a, number);
        await app.AnEmployment(b, number);

        await End(a, employment, "2026-11-22");
        var lastDay = await app.Employer(a).GetFromJsonAsync<JsonElement>($"{Learners}/{id}");
        await End(a, employment, "2026-11-21");

        lastDay.GetProperty("employments").EnumerateArray().ShouldHaveSingleItem().GetProperty("employerId").GetGuid().ShouldBe(a);
        (await app.Employer(a).GetAsync($"{Learners}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Academy_staff_say_why_they_look_and_it_is_kept()
    {
        var (id, _) = await app.ALearner();
        var officer = app.Officer;
        (await officer.GetAsync($"{Learners}/{id}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        officer.DefaultRequestHeaders.Add("X-Purpose", "Call 4711: date of birth in dispute");

        (await officer.GetAsync($"{Learners}/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var seen = (await ActivityOf(id)).ShouldHaveSingleItem();
        seen.GetProperty("who").GetString().ShouldBe("The Academy");
        seen.GetProperty("purpose").GetString().ShouldBe("Call 4711: date of birth in dispute");
    }

    [Fact]
    public async Task An_employer_that_looks_at_a_person_or_at_its_list_is_named_to_the_person_and_to_nobody_else()
    {
        var (id, number) = await app.ALearner();
        var employer = await app.AnEmployer();
        await app.AnEmployment(employer, number);

        await app.Employer(employer).GetAsync($"{Learners}/{id}");
        await app.Employer(employer).GetAsync($"/api/learner/v1/employers/{employer}/learners");
        await app.Learner(id).GetAsync($"{Learners}/{id}");

        var seen = await ActivityOf(id);
        seen.Count.ShouldBe(2);
        seen.ShouldAllBe(line => line.GetProperty("what").GetString() == "RecordSeen" && line.GetProperty("who").GetString() != "You");
        (await app.Employer(employer).GetAsync($"{Learners}/{id}/activity")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Learner(Guid.NewGuid()).GetAsync($"{Learners}/{id}/activity")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_refused_look_leaves_no_line()
    {
        var (id, _) = await app.ALearner();

        (await app.Employer(Guid.NewGuid()).GetAsync($"{Learners}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await ActivityOf(id)).ShouldBeEmpty();
    }

    private async Task<List<System.Text.Json.JsonElement>> ActivityOf(Guid id)
        => [.. (await (await app.Learner(id).GetAsync($"{Learners}/{id}/activity")).Json()).GetProperty("activity").EnumerateArray()];

    [Fact]
    public async Task A_record_that_has_not_changed_is_not_sent_again()
    {
        var (id, number) = await app.ALearner();
        var learner = app.Learner(id);
        var first = await learner.GetAsync($"{Learners}/{id}");
        learner.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        (await learner.GetAsync($"{Learners}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await app.AnEmployment(await app.AnEmployer(), number);
        (await learner.GetAsync($"{Learners}/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_employer_lists_the_people_of_today_page_by_page()
    {
        var employer = await app.AnEmployer();
        for (var i = 0; i < 5; i++)
        {
            var (_, number) = await app.ALearner();
            var employment = await app.AnEmployment(employer, number);
            if (i == 1)
            {
                await End(employer, employment, "2026-11-21");
            }
        }

        var seen = new List<Guid>();
        for (var page = $"/api/learner/v1/employers/{employer}/learners?limit=2"; page is not null;)
        {
            var answer = await app.Employer(employer).GetFromJsonAsync<JsonElement>(page);
            seen.AddRange(answer.GetProperty("learners").EnumerateArray().Select(l => l.GetProperty("learnerId").GetGuid()));
            page = answer.GetProperty("next").GetString();
        }

        seen.Distinct().Count().ShouldBe(4);
        seen.Count.ShouldBe(4);
        (await app.Employer(Guid.CreateVersion7()).GetAsync($"/api/learner/v1/employers/{employer}/learners")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task That_a_person_has_an_account_is_heard_once_kept_as_the_newest_and_shown_to_the_Academy_alone()
    {
        var (employer, (id, number)) = (await app.AnEmployer(), await app.ALearner());
        await app.AnEmployment(employer, number);
        var officer = app.Officer;
        officer.DefaultRequestHeaders.Add("X-Purpose", "Call 4711: cannot sign in");
        (await Shown(officer, id)).GetProperty("hasAccount").GetBoolean().ShouldBeFalse();
        var (former, later, message) = (Guid.NewGuid(), Guid.NewGuid(), Guid.CreateVersion7());
        var second = new AccountLinked(id, 2, later, app.Clock.GetUtcNow());

        (await app.Deliver(second, message)).ShouldBeTrue();
        (await app.Deliver(second, message)).ShouldBeFalse();
        await app.Deliver(new AccountLinked(id, 1, former, app.Clock.GetUtcNow()));
        await app.Deliver(new AccountLinked(Guid.NewGuid(), 1, former, app.Clock.GetUtcNow()));

        (await Shown(officer, id)).GetProperty("hasAccount").GetBoolean().ShouldBeTrue();
        (await app.InDatabase(db => db.Learners.SingleAsync(l => l.Id == id))).AccountId.ShouldBe(later);
        (await Shown(app.Learner(id), id)).TryGetProperty("hasAccount", out _).ShouldBeFalse();
        (await Shown(app.Employer(employer), id)).TryGetProperty("hasAccount", out _).ShouldBeFalse();
    }

    private static Task<JsonElement> Shown(HttpClient caller, Guid id) => caller.GetFromJsonAsync<JsonElement>($"{Learners}/{id}");

    private Task<HttpResponseMessage> End(Guid employer, JsonElement employment, string on)
        => app.Employer(employer).PostNew($"/api/learner/v1/employments/{employment.GetProperty("employmentId").GetGuid()}/end", new { endedOn = on });
}
