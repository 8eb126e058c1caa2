using System.Net;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Pathway.Tests.Features;

public sealed class PublishRulesTests(PathwayApp app) : IClassFixture<PathwayApp>
{
    private const string Path = "/api/pathway/v1/rules";

    [Fact]
    public async Task An_administrator_publishes_a_set_and_everybody_can_read_it()
    {
        var published = await app.AsAdministrator().PostNew(Path, PathwayApp.Rules("2027-04-01", name: "  Rules of 2027 "));

        published.StatusCode.ShouldBe(HttpStatusCode.Created);
        var rules = await (await PathwayApp.Get(app.As("pathway.read", learner: Guid.NewGuid()), published.Headers.Location!.ToString())).Json();
        rules.GetProperty("name").GetString().ShouldBe("Rules of 2027");
        rules.GetProperty("effectiveFrom").GetString().ShouldBe("2027-04-01");
        rules.GetProperty("pointsByAssurance").GetProperty("Kitemarked").GetInt32().ShouldBe(10);
        rules.GetProperty("tierThresholds").EnumerateArray().Select(t => t.GetInt32()).ShouldBe([10, 30, 60, 100, 150]);
    }

    [Fact]
    public async Task The_same_request_sent_twice_publishes_one_set()
    {
        var client = app.AsAdministrator();
        var key = Guid.NewGuid().ToString();

        var first = await client.PostNew(Path, PathwayApp.Rules("2027-05-01"), key);
        var second = await client.PostNew(Path, PathwayApp.Rules("2027-05-01"), key);

        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.Location.ShouldBe(first.Headers.Location);
    }

    [Fact]
    public async Task Two_sets_for_one_day_are_refused()
    {
        await app.AsAdministrator().PostNew(Path, PathwayApp.Rules("2027-06-01"));

        var second = await app.AsAdministrator().PostNew(Path, PathwayApp.Rules("2027-06-01"));

        second.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await second.Json()).GetProperty("detail").GetString()
            .ShouldBe("A rule set begins to apply on 2027-06-01 already. Choose another day.");
    }

    [Theory]
    [InlineData("officer", OrganisationKind.Academy)]
    [InlineData("administrator", OrganisationKind.TrainingProvider)]
    public async Task Nobody_but_an_administrator_of_the_Academy_may_publish(string role, OrganisationKind kind)
    {
        var client = app.As("pathway.rules", kind, Guid.NewGuid(), roles: [role]);

        (await client.PostNew(Path, PathwayApp.Rules("2027-07-01"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(new[] { 10, 30, 30, 100, 150 }, "Give five tier thresholds, each higher than the one before, the first at least 1.")]
    [InlineData(new[] { 0, 30, 60, 100, 150 }, "Give five tier thresholds, each higher than the one before, the first at least 1.")]
    public async Task Thresholds_that_do_not_rise_are_refused(int[] thresholds, string sentence)
    {
        var answer = await app.AsAdministrator().PostNew(Path, PathwayApp.Rules("2027-08-01", thresholds));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("detail").GetString().ShouldBe(sentence);
    }

    [Fact]
    public async Task A_set_that_forgets_an_assurance_or_takes_points_away_is_refused()
    {
        var incomplete = await app.AsAdministrator().PostNew(
            Path, PathwayApp.Rules("2027-08-01", points: new { Kitemarked = 10, Recorded = 5, EvidenceChecked = 4, EmployerAttested = 3 }));
        var negative = await app.AsAdministrator().PostNew(
            Path, PathwayApp.Rules("2027-08-01", points: new { Kitemarked = 10, Recorded = 5, EvidenceChecked = 4, EmployerAttested = 3, SelfDeclared = -1 }));

        (await incomplete.Json()).GetProperty("detail").GetString()
            .ShouldBe("Say how many points each assurance earns; these are missing: SelfDeclared.");
        negative.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_set_with_points_for_an_assurance_there_is_not_is_refused()
    {
        var points = new Dictionary<string, int>
        {
            ["Kitemarked"] = 10,
            ["Recorded"] = 5,
            ["EvidenceChecked"] = 4,
            ["EmployerAttested"] = 3,
            ["SelfDeclared"] = 1,
            ["99"] = 7,
        };

        var answer = await app.AsAdministrator().PostNew(Path, PathwayApp.Rules("2027-09-01", points: points));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("detail").GetString()!.ShouldContain("SelfDeclared");
    }

    [Fact]
    public async Task A_set_without_a_name_a_day_or_five_thresholds_names_the_fields()
    {
        var answer = await app.AsAdministrator().PostNew(Path, new { name = "", tierThresholds = new[] { 1, 2 }, pointsByAssurance = new { } });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.Json()).GetProperty("errors");
        errors.EnumerateObject().Select(error => error.Name.ToUpperInvariant()).ShouldBe(
            ["NAME", "EFFECTIVEFROM", "TIERTHRESHOLDS", "COUNTSEACHSUBJECTONCE", "EXPIREDENTRIESCOUNT"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_list_goes_from_the_latest_set_back_page_by_page()
    {
        await app.AsAdministrator().PostNew(Path, PathwayApp.Rules("2028-01-01"));
        await app.AsAdministrator().PostNew(Path, PathwayApp.Rules("2029-01-01"));
        var client = app.As("pathway.read", learner: Guid.NewGuid());

        var days = new List<string>();
        for (var next = $"{Path}?limit=1"; next is not null;)
        {
            var page = await (await PathwayApp.Get(client, next)).Json();
            days.Add(page.GetProperty("ruleSets")[0].GetProperty("effectiveFrom").GetString()!);
            next = page.GetProperty("next").GetString();
        }

        days.Take(2).ShouldBe(["2029-01-01", "2028-01-01"]);
        days[^1].ShouldBe("2018-01-01");
        days.ShouldBeUnique();
    }
}
