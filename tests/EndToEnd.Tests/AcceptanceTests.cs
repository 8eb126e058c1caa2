using System.Text.Json;
using Academy.Launcher.Demo;

namespace Academy.EndToEnd.Tests;

/// <summary>
/// What the Academy promises that no other system does, over the public API. The numbers in the names are those of the promises:
/// N1 the kitemark on the day, N10 the due day and its rule, N11 composites with reasons, N13 the chain whose broken link is named.
/// </summary>
[Collection(nameof(TracedPlatform))]
public sealed class AcceptanceTests : IDisposable
{
    private const string Born = "1990-05-14";

    private readonly HttpClient _http;
    private readonly Cast _cast;

    public AcceptanceTests(TracedPlatform platform)
    {
        _http = new HttpClient { BaseAddress = platform.Running.GatewayAddress };
        _cast = new Cast(_http, new Narrator(_ => { }), Tell.Secret(platform.Running.SecretsFolder));
    }

    [Fact]
    public async Task N1_every_entry_says_whether_it_was_kitemarked_on_the_day_whatever_became_of_the_mark_since()
    {
        var (school, person) = (await ASchool(), await APerson());
        await Record(school, person, "2026-03-10");
        await Withdraw($"api/kitemark/v1/kitemarks/{school.VersionMark}/withdraw", "2026-03-20");
        await Record(school, person, "2026-03-25");

        await Becomes(person, ("2026-03-10", "Yes", "Kitemarked when completed; mark since withdrawn"), ("2026-03-25", "No", "Not kitemarked"));
    }

    [Fact]
    public async Task N10_gaining_a_qualification_moves_the_day_something_is_due_and_the_rule_and_its_version_are_named()
    {
        var (school, person, employer) = (await ASchool(category: 20), await APerson(), await AnEmployer());
        await Record(school, person, "2024-01-10");
        await Employ(employer, person);
        await Require(employer, new { trainingCategoryCode = 20 });

        await Stands(employer, person, "Met", "2027-01-09", "36 months from 2024-01-10.");
        await employer.Client.Post(
            "api/passport/v1/qualifications", new { learnerId = person.Id, qualificationCode = 158, awardedOn = "2026-03-02" }, TestContext.Current.CancellationToken);

        var rule = (await Stands(
            employer, person, "Met", "2029-03-01", "36 months from 2026-03-02. On that day Level 2 Adult Social Care Certificate was awarded.")).GetProperty("rule");
        rule.GetProperty("name").GetString().ShouldBe("Skills for Care statutory and mandatory training");
        rule.GetProperty("version").GetString().ShouldBe("2024-09");
    }

    [Fact]
    public async Task N11_a_composite_that_is_not_met_says_which_part_is_missing_for_which_job_role()
    {
        var (person, employer) = (await APerson(), await AnEmployer());
        await Employ(employer, person);
        await Require(employer, new { composite = "OMMT" });
        await Record(await ASchool(category: 41), person, "2026-01-05");
        await Record(await ASchool(category: 42), person, "2026-01-06");

        (await Stands(employer, person, "Missing", "2029-01-04", null)).GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString())
            .ShouldBe(["Missing: Tier 2 for the job role Care worker"]);
    }

    [Fact]
    public async Task N13_a_check_walks_from_course_to_provider_to_trainer_and_names_the_link_that_was_broken()
    {
        foreach (var (path, link) in new (Func<School, string> Path, string Link)[]
        {
            (school => $"api/kitemark/v1/kitemarks/{school.VersionMark}/suspend", "CourseVersion"),
            (school => $"api/kitemark/v1/kitemarks/{school.ProviderMark}/withdraw", "TrainingProvider"),
            (school => $"api/kitemark/v1/authorisations/{school.Authorisation}/end", "Trainer"),
        })
        {
            var (school, person) = (await ASchool(), await APerson());
            await Withdraw(path(school), "2026-03-20");
            await Record(school, person, "2026-03-25");

            var entry = (await Becomes(person, ("2026-03-25", "No", "Not kitemarked"))).Single();
            var links = entry.GetProperty("kitemark").GetProperty("links").EnumerateArray().ToList();
            links.Count.ShouldBe(3);
            var broken = links.Single(l => !l.GetProperty("inForce").GetBoolean());
            broken.GetProperty("link").GetString().ShouldBe(link);
            broken.GetProperty("whyNot").GetString()!.ShouldContain("from 20 March 2026");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A training provider with a course version and a trainer, all three marked for years.</summary>
    private async Task<School> ASchool(int category = 15)
    {
        var cancel = TestContext.Current.CancellationToken;
        var id = (await _cast.Academy.Post("api/kitemark/v1/providers", new { name = "Northgate Care Training" }, cancel)).GetProperty("trainingProviderId").GetGuid();
        var client = await _cast.WithKey("Northgate", "TrainingProvider", id, ["kitemark.write", "completions.write"], cancel);
        var trainer = (await client.Post($"api/kitemark/v1/providers/{id}/trainers", new { name = "Dev Patel" }, cancel)).GetProperty("trainerId").GetGuid();
        var authorisation = (await _cast.Academy.Post(
            $"api/kitemark/v1/trainers/{trainer}/authorisations", new { trainingCategoryCode = category, from = "2020-01-01", until = "2030-12-31" }, cancel))
            .GetProperty("authorisationId").GetGuid();
        var providerMark = await Applying.For("TrainingProvider", id, "2020-01-01", "2030-12-31", client, _cast.Academy, cancel);
        var course = (await client.Post("api/kitemark/v1/courses", new { trainingProviderId = id, title = "A course", trainingCategoryCode = category }, cancel))
            .GetProperty("courseId").GetGuid();
        var version = (await client.Post(
            $"api/kitemark/v1/courses/{course}/versions", new { versionLabel = "2026", durationHours = 6, pricePounds = 85, mode = "FaceToFace" }, cancel))
            .GetProperty("courseVersionId").GetGuid();
        var versionMark = await Applying.For("CourseVersion", version, "2020-01-01", "2030-12-31", client, _cast.Academy, cancel);
        return new School(client, providerMark, version, versionMark, trainer, authorisation);
    }

    private async Task<Person> APerson()
    {
        var cancel = TestContext.Current.CancellationToken;
        var registered = await _cast.Academy.Post("api/learner/v1/learners", new { fullName = "Amara Okafor", dateOfBirth = Born }, cancel);
        var id = registered.GetProperty("learnerId").GetGuid();
        return new Person(id, await _cast.Learner("Amara", id, cancel));
    }

    private async Task<Employer> AnEmployer()
    {
        var cancel = TestContext.Current.CancellationToken;
        var id = (await _cast.Academy.Post("api/learner/v1/employers", new { name = "Rosewood Care Ltd", kind = "Private" }, cancel)).GetProperty("employerId").GetGuid();
        var client = await _cast.WithKey("Rosewood", "Employer", id, ["learners.read", "learners.write", "passport.read", "qualifications.write", "requirements.write"], cancel);
        return new Employer(id, client);
    }

    /// <summary>As a care worker who lets the employer see the passport.</summary>
    private static async Task Employ(Employer employer, Person person)
    {
        var cancel = TestContext.Current.CancellationToken;
        var employment = (await employer.Client.Post(
            $"api/learner/v1/learners/{person.Id}/employments",
            new { employerId = employer.Id, dateOfBirth = Born, startedOn = "2024-01-01", jobRoleCode = 8, kind = "Employee" }, cancel)).GetProperty("employmentId").GetGuid();
        await person.Client.Post($"api/learner/v1/employments/{employment}/consent", new { sharesPassport = true }, cancel);
    }

    private static Task<JsonElement> Require(Employer employer, object subject)
        => employer.Client.SendQuietly(
            HttpMethod.Put, $"api/passport/v1/employers/{employer.Id}/requirements", new { subjects = new[] { subject } }, TestContext.Current.CancellationToken);

    /// <summary>How the person stands with the employer in the one thing it requires, once everything has been heard.</summary>
    private static async Task<JsonElement> Stands(Employer employer, Person person, string status, string until, string? why)
    {
        JsonElement subject = default;
        await APlatform.Until($"{status} until {until}", async () =>
        {
            var starter = await employer.Client.SendQuietly(
                HttpMethod.Get, $"api/passport/v1/employers/{employer.Id}/starters/{person.Id}", null, TestContext.Current.CancellationToken);
            subject = starter.GetProperty("subjects")[0];
            return (subject.GetProperty("status").GetString(), subject.GetProperty("until").GetString()) == (status, until)
                && (why is null || subject.GetProperty("rule").GetProperty("why").GetString() == why);
        });
        return subject;
    }

    private Task<JsonElement> Withdraw(string path, string from)
        => _cast.Academy.Post(path, new { from, consequence = "Stands", reason = "Assessments were not observed." }, TestContext.Current.CancellationToken);

    private static Task Record(School school, Person person, string completedOn)
        => APlatform.Until($"the completion of {completedOn} is recorded", async () =>
        {
            var recorded = await school.Client.SendQuietly(
                HttpMethod.Post,
                "api/passport/v1/completions",
                new { courseVersionId = school.Version, trainerId = school.Trainer, completedOn, learners = new[] { new { learnerId = person.Id } } },
                TestContext.Current.CancellationToken);
            return recorded.GetProperty("completions")[0].GetProperty("entryId").ValueKind == JsonValueKind.String;
        });

    /// <summary>What somebody finds who checks the passport with the person's share code, once everything has been heard.</summary>
    private async Task<List<JsonElement>> Becomes(Person person, params (string Day, string Kitemarked, string Statement)[] expected)
    {
        var cancel = TestContext.Current.CancellationToken;
        await APlatform.Until($"the passport says {string.Join(", ", expected)}", async () =>
        {
            var passport = await person.Client.SendQuietly(HttpMethod.Get, $"api/passport/v1/learners/{person.Id}/passport", null, cancel);
            var said = passport.GetProperty("entries").EnumerateArray().Select(e => (e.GetProperty("completedOn").GetString()!, Statement(e)));
            return said.Order().SequenceEqual(expected.Select(e => (e.Day, e.Statement)).Order());
        });
        var share = await person.Client.SendQuietly(HttpMethod.Post, $"api/passport/v1/learners/{person.Id}/shares", new { days = 1 }, cancel);
        var check = await _cast.Anybody.SendQuietly(
            HttpMethod.Post, "api/passport/v1/checks", new { code = share.GetProperty("code").GetString(), dateOfBirth = Born }, cancel);
        List<JsonElement> entries = [.. check.GetProperty("entries").EnumerateArray()];
        entries.Select(e => (e.GetProperty("completedOn").GetString()!, e.GetProperty("kitemarkedOnTheDay").GetString()!, Statement(e)))
            .ShouldBe(expected, ignoreOrder: true);
        return entries;
    }

    private static string Statement(JsonElement entry) => entry.GetProperty("kitemark").GetProperty("statement").GetString()!;

    private sealed record School(ApiClient Client, Guid ProviderMark, Guid Version, Guid VersionMark, Guid Trainer, Guid Authorisation);

    private sealed record Person(Guid Id, ApiClient Client);

    private sealed record Employer(Guid Id, ApiClient Client);
}
