using System.Net;
using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Testing;

namespace Academy.Learner.Tests.Features;

public sealed class EmployerTests(LearnerApp app)
{
    private const string Employers = "/api/learner/v1/employers";

    [Fact]
    public async Task An_officer_registers_an_employer_with_workplaces_and_it_is_said()
    {
        var answer = await app.Officer.PostNew(Employers, new
        {
            name = " Bluebell Care ",
            kind = "Voluntary",
            cqcProviderId = "1-123456700",
            workplaces = new[] { new { reference = "B1", name = "Bluebell House", postcode = "SG1 2AB", cqcLocationId = "1-123456701" } },
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await answer.Json()).GetProperty("employerId").GetGuid();
        answer.Headers.Location!.ToString().ShouldBe($"{Employers}/{id}");
        var said = (await app.Said<EmployerRegistered>()).Single(e => e.EmployerId == id);
        said.ShouldBe(new(id, 1, "Bluebell Care", EmployerKind.Voluntary, "1-123456700", app.Clock.GetUtcNow()));
        var read = await app.Employer(id).GetFromJsonAsync<JsonElement>($"{Employers}/{id}");
        read.GetProperty("workplaces")[0].GetProperty("cqcLocationId").GetString().ShouldBe("1-123456701");
    }

    [Fact]
    public async Task The_same_request_twice_registers_one_employer()
    {
        var body = new { name = "Twice Care", kind = "Private" };

        var first = await app.Officer.PostNew(Employers, body, "twice-care");
        var second = await app.Officer.PostNew(Employers, body, "twice-care");

        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await app.Said<EmployerRegistered>()).Count(e => e.Name == "Twice Care").ShouldBe(1);
    }

    [Fact]
    public async Task A_provider_id_belongs_to_one_employer()
    {
        var body = new { name = "First Care", kind = "Private", cqcProviderId = "1-555555555" };
        await app.Officer.PostNew(Employers, body);

        var second = await app.Officer.PostNew(Employers, body);

        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Detail()).ShouldContain("already registered");
    }

    [Theory]
    [InlineData("""{"kind":"Private"}""")]
    [InlineData("""{"name":"X"}""")]
    [InlineData("""{"name":"X","kind":99}""")]
    [InlineData("""{"name":"X\u0000","kind":"Private"}""")]
    [InlineData("""{"name":"X","kind":"Private","cqcProviderId":"none"}""")]
    [InlineData("""{"name":"X","kind":"Private","workplaces":[{"reference":"A","name":"A","postcode":"nowhere"}]}""")]
    public async Task What_is_missing_or_misspelt_is_refused(string body)
        => (await app.Officer.PostNew(Employers, JsonDocument.Parse(body).RootElement)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Two_workplaces_with_one_reference_and_insurance_numbers_as_references_are_refused()
    {
        object Of(params string[] references) => new
        {
            name = "X",
            kind = "Private",
            workplaces = references.Select(reference => new { reference, name = "A", postcode = "SG1 2AB" }),
        };

        (await (await app.Officer.PostNew(Employers, Of("A", "A"))).Detail()).ShouldBe("There are two workplaces with the reference A. Give each its own.");
        (await (await app.Officer.PostNew(Employers, Of("QQ 12 34 56 C"))).Detail()).ShouldContain("national insurance number");
    }

    [Fact]
    public async Task Only_academy_officers_register_employers_and_set_standings()
    {
        var employer = await app.AnEmployer();
        var lead = app.As("employers.write", ServiceDefaults.OrganisationKind.Academy, Guid.Empty, roles: ["kitemark-lead"]);
        foreach (var other in new[] { app.Employer(employer), app.Provider(), lead })
        {
            (await other.PostNew(Employers, new { name = "X", kind = "Private" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await other.PostNew($"{Employers}/{employer}/standing", Standing("Gold", "2026-01-01", "2026-12-31"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await app.As("employers.read").PostNew(Employers, new { name = "X", kind = "Private" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_employer_sees_itself_and_no_other()
    {
        var employer = await app.AnEmployer();

        (await app.Officer.GetAsync($"{Employers}/{employer}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Employer(employer).GetAsync($"{Employers}/{employer}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Employer(Guid.CreateVersion7()).GetAsync($"{Employers}/{employer}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_standing_is_said_with_all_the_others_and_a_repeated_one_is_not()
    {
        var employer = await app.AnEmployer();
        await app.Officer.PostNew($"{Employers}/{employer}/standing", Standing("Gold", "2026-01-01", "2026-12-31"));
        await app.Officer.PostNew($"{Employers}/{employer}/standing", Standing("HertsCarePartner", "2026-04-01", "2027-03-31"));

        var again = await app.Officer.PostNew($"{Employers}/{employer}/standing", Standing("Gold", "2026-02-01", "2026-12-31"));

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        var said = (await app.Said<EmployerStandingChanged>()).Where(e => e.EmployerId == employer).ToList();
        said.Select(e => e.Version).ShouldBe([2, 3]);
        said[^1].Standings.ShouldBe([
            new(EmployerStandingKind.Gold, new(2026, 1, 1), new(2026, 12, 31)),
            new(EmployerStandingKind.HertsCarePartner, new(2026, 4, 1), new(2027, 3, 31))]);
    }

    [Fact]
    public async Task A_standing_that_ends_before_it_begins_is_refused()
    {
        var employer = await app.AnEmployer();

        var answer = await app.Officer.PostNew($"{Employers}/{employer}/standing", Standing("Gold", "2026-12-31", "2026-01-01"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Detail()).ShouldContain("Correct from and until");
    }

    private static object Standing(string kind, string from, string until) => new { kind, from, until };
}
