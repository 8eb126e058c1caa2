using System.Net;
using System.Text.Json;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Learner.Tests.Features;

/// <summary>Finding people, and records that may be one person's.</summary>
public sealed class DuplicateTests(LearnerApp app)
{
    private const string Api = "/api/learner/v1";

    [Fact]
    public async Task A_person_is_found_by_number_and_by_a_similar_name_with_the_birthday_and_sees_that()
    {
        var (id, number) = await app.ALearner("Nguyễn Thị Hà", "1971-05-14");
        await app.ALearner("Nguyễn Thị Hà", "1971-05-15");
        var officer = Officer("Asked by the person");

        foreach (var asked in new object[] { new { academyNumber = $"cpa {number[4..].Replace("-", " ", StringComparison.Ordinal)}" }, new { name = "ha nguyen", dateOfBirth = "1971-05-14" } })
        {
            var found = (await (await officer.PostAsJsonAsync(Url("/learners/search"), asked)).Json()).GetProperty("learners").EnumerateArray().ShouldHaveSingleItem();
            (found.GetProperty("learnerId").GetGuid(), found.GetProperty("fullName").GetString()).ShouldBe((id, "Nguyễn Thị Hà"));
        }

        (await (await officer.PostAsJsonAsync(Url("/learners/search"), new { name = "Grace", dateOfBirth = "1971-05-14" })).Json()).GetProperty("learners").GetArrayLength().ShouldBe(0);
        var seen = (await (await app.Learner(id).GetAsync(Url($"/learners/{id}/activity"))).Json()).GetProperty("activity");
        seen.GetArrayLength().ShouldBe(2);
        seen[0].GetProperty("purpose").GetString().ShouldBe("Asked by the person");
    }

    [Fact]
    public async Task The_number_of_a_merged_record_finds_the_kept_one()
    {
        var (kept, other) = (await app.ALearner("Ana Merged", "1971-06-01"), await app.ALearner("Ana Merged", "1971-06-01"));
        var officer = Officer("They are one person");
        (await officer.PostNew($"{Api}/learners/{kept.Id}/merge", new { duplicateLearnerId = other.Id, reason = "They are one person." })).EnsureSuccessStatusCode();

        var found = (await (await officer.PostAsJsonAsync(Url("/learners/search"), new { academyNumber = other.Number })).Json()).GetProperty("learners")[0];

        found.GetProperty("learnerId").GetGuid().ShouldBe(kept.Id);
    }

    [Fact]
    public async Task Nobody_is_found_without_a_reason_or_with_half_of_what_is_needed_or_by_others()
    {
        (await Officer(null).PostAsJsonAsync(Url("/learners/search"), new { academyNumber = "x" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Officer("Because").PostAsJsonAsync(Url("/learners/search"), new { name = "Amara" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.Employer(Guid.NewGuid()).PostAsJsonAsync(Url("/learners/search"), new { academyNumber = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Records_with_one_birthday_and_similar_names_come_up_until_they_are_told_apart_or_merged()
    {
        await using var own = new LearnerApp();
        var officer = OfficerOf(own, "Two records of one person?");
        var one = await own.ALearner("Łukasz Wójcik", "1990-02-03");
        await own.ALearner("Łukasz Wójcik", "1990-02-04");
        await own.ALearner("Grace Mensah", "1990-02-03");
        var two = await own.ALearner("Lukasz Wojcik", "1990-02-03");
        var three = await own.ALearner("Łukasz Jan Wójcik", "1990-02-03");
        await own.AnEmployment(await own.AnEmployer(), one.Number);

        (await Pairs()).Select(pair => pair.GetProperty("sign").GetString()).ShouldBe(["SameName", "PartOfName", "PartOfName"]);
        var compared = await (await officer.GetAsync(Url($"/duplicates/{one.Id}/{two.Id}"))).Json();
        (compared.GetProperty("one").GetProperty("fullName").GetString(), compared.GetProperty("one").GetProperty("employments")[0].GetProperty("employerName").GetString())
            .ShouldBe(("Łukasz Wójcik", "Oak Care Ltd"));

        foreach (var (a, b) in new[] { (one.Id, three.Id), (three.Id, one.Id) })
        {
            (await officer.PostNew($"{Api}/duplicates/{a}/{b}/apart", new { reason = "Two brothers." })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await Pairs()).Count.ShouldBe(2);
        (await (await officer.GetAsync(Url($"/duplicates/{three.Id}/{one.Id}"))).Json()).GetProperty("areToldApart").GetBoolean().ShouldBeTrue();
        (await officer.PostNew($"{Api}/learners/{one.Id}/merge", new { duplicateLearnerId = two.Id, reason = "Both say so." })).EnsureSuccessStatusCode();
        (await Pairs()).ShouldBeEmpty("with the third they were told apart, and the second is no record any more");
        (await officer.GetAsync(Url($"/duplicates/{one.Id}/{two.Id}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        async Task<List<JsonElement>> Pairs() => [.. (await (await officer.GetAsync(Url("/duplicates"))).Json()).GetProperty("pairs").EnumerateArray()];
    }

    [Fact]
    public async Task Who_looked_is_listed_for_auditors_by_day_organisation_and_person_and_so_is_the_look_at_the_list()
    {
        await using var own = new LearnerApp();
        own.Clock.Set(DateTimeOffset.UtcNow);
        var (one, other) = (await own.ALearner("Ana One"), await own.ALearner("Ana Two"));
        var employer = await own.AnEmployer();
        await own.AnEmployment(employer, one.Number);
        await own.Employer(employer).GetAsync(Url($"/learners/{one.Id}"));
        await OfficerOf(own, "Asked by the person").GetAsync(Url($"/learners/{other.Id}"));
        var auditor = own.As("learner.looks", OrganisationKind.Academy, Guid.NewGuid(), roles: ["auditor"]);
        (await auditor.GetAsync(Url("/looks"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        auditor.DefaultRequestHeaders.Add("X-Purpose", "The audit of the quarter");

        (await Looks($"?organisationId={employer}")).ShouldHaveSingleItem().GetProperty("organisation").GetString().ShouldBe("Oak Care Ltd");
        (await Looks($"?learnerId={other.Id}")).ShouldHaveSingleItem().GetProperty("purpose").GetString().ShouldBe("Asked by the person");
        (await Looks("?on=2001-01-01")).ShouldBeEmpty();
        (await Looks("")).Count(look => look.GetProperty("what").GetString() == "LooksSeen").ShouldBe(3);
        var seen = (await (await own.Learner(other.Id).GetAsync(Url($"/learners/{other.Id}/activity"))).Json()).GetProperty("activity");
        seen.EnumerateArray().ShouldContain(line => line.GetProperty("purpose").GetString() == "The audit of the quarter");
        (await own.As("learner.looks", OrganisationKind.Employer, employer).GetAsync(Url("/looks"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        async Task<List<JsonElement>> Looks(string query) => [.. (await (await auditor.GetAsync(Url($"/looks{query}"))).Json()).GetProperty("looks").EnumerateArray()];
    }

    private HttpClient Officer(string? purpose) => OfficerOf(app, purpose);

    private static HttpClient OfficerOf(LearnerApp app, string? purpose)
    {
        var officer = app.As("learners.read learners.merge", OrganisationKind.Academy, Guid.Empty, roles: ["officer"]);
        if (purpose is not null)
        {
            officer.DefaultRequestHeaders.Add("X-Purpose", purpose);
        }

        return officer;
    }

    private static Uri Url(string path) => new($"{Api}{path}", UriKind.Relative);
}
