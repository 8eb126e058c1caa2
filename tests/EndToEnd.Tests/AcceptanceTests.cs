using System.Text.Json;
using Academy.Launcher.Demo;

namespace Academy.EndToEnd.Tests;

/// <summary>
/// What the Academy promises that no other system does, over the public API. The numbers in the names of the tests are those of
/// the promises. Here is who they need.
/// </summary>
public abstract class AcceptanceTests : IDisposable
{
    private const string Born = "1990-05-14";

    private readonly HttpClient _http;
    private readonly Cast _cast;

    protected AcceptanceTests(TracedPlatform platform)
    {
        _http = new HttpClient { BaseAddress = platform.Running.GatewayAddress };
        _cast = new Cast(_http, new Narrator(_ => { }), Tell.Secret(platform.Running.SecretsFolder));
    }

    public void Dispose()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A training provider with a course version and a trainer, all three marked for years.</summary>
    private protected async Task<School> ASchool(int category = 15)
    {
        var cancel = TestContext.Current.CancellationToken;
        var id = (await _cast.Academy.Post("api/kitemark/v1/providers", new { name = "Northgate Care Training" }, cancel)).GetProperty("trainingProviderId").GetGuid();
        var client = await _cast.WithKey("Northgate", "TrainingProvider", id, ["kitemark.write", "completions.write"], cancel);
        var trainer = (await client.Post($"api/kitemark/v1/providers/{id}/trainers", new { name = "Dev Patel" }, cancel)).GetProperty("trainerId").GetGuid();
        var providerMark = await Applying.For("TrainingProvider", id, "2020-01-01", "2030-12-31", client, _cast.Academy, cancel);
        var authorisation = (await _cast.Academy.Post(
            $"api/kitemark/v1/trainers/{trainer}/authorisations", new { trainingCategoryCode = category, from = "2020-01-01", until = "2030-12-31" }, cancel))
            .GetProperty("authorisationId").GetGuid();
        var course = (await client.Post("api/kitemark/v1/courses", new { trainingProviderId = id, title = "A course", trainingCategoryCode = category }, cancel))
            .GetProperty("courseId").GetGuid();
        var version = (await client.Post(
            $"api/kitemark/v1/courses/{course}/versions", new { versionLabel = "2026", durationHours = 6, pricePounds = 85, mode = "FaceToFace" }, cancel))
            .GetProperty("courseVersionId").GetGuid();
        var versionMark = await Applying.For("CourseVersion", version, "2020-01-01", "2030-12-31", client, _cast.Academy, cancel);
        return new School(client, id, providerMark, version, versionMark, trainer, authorisation);
    }

    private protected async Task<Person> APerson()
    {
        var cancel = TestContext.Current.CancellationToken;
        var registered = await _cast.Academy.Post("api/learner/v1/learners", new { fullName = "Amara Okafor", dateOfBirth = Born }, cancel);
        var id = registered.GetProperty("learnerId").GetGuid();
        return new Person(id, registered.GetProperty("academyNumber").GetString()!, await _cast.Learner("Amara", id, cancel));
    }

    private protected async Task<Employer> AnEmployer()
    {
        var cancel = TestContext.Current.CancellationToken;
        var id = (await _cast.Academy.Post("api/learner/v1/employers", new { name = "Rosewood Care Ltd", kind = "Private" }, cancel)).GetProperty("employerId").GetGuid();
        var client = await _cast.WithKey("Rosewood", "Employer", id, ["learners.read", "learners.write", "passport.read", "passport.check", "qualifications.write", "observations.write", "requirements.write"], cancel);
        return new Employer(id, client);
    }

    /// <summary>What a system of an organisation gets its tokens with.</summary>
    private protected async Task<(string Id, string Secret)> AClient(string kind, Guid organisation, params string[] scopes)
    {
        var cancel = TestContext.Current.CancellationToken;
        var client = await _cast.Academy.Post("api/identity/v1/clients", new { name = "A system", scopes, organisation = new { kind, id = organisation } }, cancel);
        var id = client.GetProperty("clientId").GetString()!;
        var renewed = await _cast.Academy.SendQuietly(HttpMethod.Post, $"api/identity/v1/clients/{id}/secret", new { }, cancel);
        return (id, renewed.GetProperty("clientSecret").GetString()!);
    }

    /// <summary>As a care worker who lets the employer see the passport.</summary>
    private protected static async Task<Guid> Employ(Employer employer, Person person, string startedOn = "2024-01-01")
    {
        var cancel = TestContext.Current.CancellationToken;
        var employment = (await employer.Client.Post(
            $"api/learner/v1/learners/{person.Id}/employments",
            new { employerId = employer.Id, dateOfBirth = Born, startedOn, jobRoleCode = 8, kind = "Employee" }, cancel)).GetProperty("employmentId").GetGuid();
        await person.Client.Post($"api/learner/v1/employments/{employment}/consent", new { sharesPassport = true }, cancel);
        return employment;
    }

    private protected static Task<JsonElement> Require(Employer employer, object subject)
        => employer.Client.SendQuietly(
            HttpMethod.Put, $"api/passport/v1/employers/{employer.Id}/requirements", new { subjects = new[] { subject } }, TestContext.Current.CancellationToken);

    /// <summary>How the person stands with the employer in the one thing it requires, once everything has been heard.</summary>
    private protected static async Task<JsonElement> Stands(Employer employer, Person person, string status, string? until, string? why)
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

    private protected Task<JsonElement> Withdraw(string path, string from, string consequence = "Stands", string? voidFrom = null)
        => _cast.Academy.Post(path, new { from, consequence, voidFrom, reason = "Assessments were not observed." }, TestContext.Current.CancellationToken);

    /// <summary>Decides about the person's entry of this day, once the employer may see it; the receipt.</summary>
    private protected static async Task<JsonElement> Decide(Employer employer, Person person, string completedOn, string decision, string? reason)
    {
        var cancel = TestContext.Current.CancellationToken;
        JsonElement receipt = default;
        await APlatform.Until($"{decision} of {completedOn} is decided", async () =>
        {
            var passport = await employer.Client.SendQuietly(HttpMethod.Get, $"api/passport/v1/learners/{person.Id}/passport", null, cancel);
            var entryId = passport.GetProperty("entries").EnumerateArray().Single(e => e.GetProperty("completedOn").GetString() == completedOn).GetProperty("entryId").GetGuid();
            receipt = (await employer.Client.SendQuietly(
                HttpMethod.Post, $"api/passport/v1/employers/{employer.Id}/reliance-receipts",
                new { learnerId = person.Id, decisions = new[] { new { entryId, decision, reason } } }, cancel)).GetProperty("receipts")[0];
            return true;
        });
        return receipt;
    }

    private protected Task<JsonElement> Verify(string receipt)
        => _cast.Anybody.SendQuietly(HttpMethod.Post, "api/passport/v1/reliance-receipts/verify", new { receipt }, TestContext.Current.CancellationToken);

    /// <summary>A document that everybody may read.</summary>
    private protected Task<JsonElement> Public(string path) => _cast.Anybody.SendQuietly(HttpMethod.Get, path, null, TestContext.Current.CancellationToken);

    private protected static Task Record(School school, Person person, string completedOn)
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
    private protected async Task<List<JsonElement>> Becomes(Person person, params (string Day, string Kitemarked, string Statement)[] expected)
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

    /// <summary>Something everybody gets who is at the tier.</summary>
    private protected async Task<Guid> AnOffer(int minimumTier)
    {
        var cancel = TestContext.Current.CancellationToken;
        var partner = (await _cast.Academy.Post("api/benefits/v1/partners", new { name = "Fit for Care Gyms" }, cancel)).GetProperty("partnerId").GetGuid();
        var offer = new { partnerId = partner, name = "Swimming", description = "At every pool.", validFrom = "2026-01-01", validUntil = "2030-12-31", rule = new { minimumTier } };
        return (await _cast.Academy.Post("api/benefits/v1/offers", offer, cancel)).GetProperty("offerId").GetGuid();
    }

    /// <summary>The tier the person holds, and whether the offer is theirs, once it is so.</summary>
    private protected static Task Holds(Person person, int tier, Guid offer, bool isEligible)
        => APlatform.Until($"tier {tier} and eligible: {isEligible}", async () =>
        {
            var cancel = TestContext.Current.CancellationToken;
            var held = await person.Client.SendQuietly(HttpMethod.Get, $"api/pathway/v1/learners/{person.Id}/tier", null, cancel);
            var benefits = await person.Client.SendQuietly(HttpMethod.Get, $"api/benefits/v1/learners/{person.Id}/benefits", null, cancel);
            return held.GetProperty("tier").GetInt32() == tier
                && benefits.GetProperty("benefits").EnumerateArray().Single(b => b.GetProperty("offerId").GetGuid() == offer).GetProperty("eligible").GetBoolean() == isEligible;
        });

    /// <summary>What withdrawing the mark would change, were it void from a day: records, learners, employers, who would fall to no tier, who would lose a benefit.</summary>
    private protected async Task<(int Records, int Learners, int Employers, int Fallen, int Losing)> Effects(Guid kitemark, string from, string voidFrom)
    {
        var cancel = TestContext.Current.CancellationToken;
        var records = await _cast.Academy.SendQuietly(
            HttpMethod.Get, $"api/passport/v1/kitemarks/{kitemark}/effects?kind=Withdrawn&from={from}&consequence=VoidFrom&voidFrom={voidFrom}", null, cancel);
        var tiers = await _cast.Academy.SendQuietly(HttpMethod.Get, $"api/pathway/v1/effects?kitemarkId={kitemark}&voidFrom={voidFrom}", null, cancel);
        var benefits = await _cast.Academy.SendQuietly(HttpMethod.Post, "api/benefits/v1/effects", new { learners = tiers.GetProperty("people") }, cancel);
        return (
            records.GetProperty("records").GetInt32(), records.GetProperty("learners").GetInt32(), records.GetProperty("employers").GetInt32(),
            tiers.GetProperty("falls").EnumerateArray().Where(fall => fall.GetProperty("to").GetInt32() == 0).Sum(fall => fall.GetProperty("learners").GetInt32()),
            benefits.GetProperty("learners").GetInt32());
    }

    /// <summary>How far judging again has come since the newest news of the mark.</summary>
    private protected async Task<JsonElement> Progress(Guid kitemark)
        => (await _cast.Academy.SendQuietly(HttpMethod.Get, $"api/passport/v1/reassessments?kitemarkId={kitemark}", null, TestContext.Current.CancellationToken)).GetProperty("reassessments")[0];

    private protected Task<JsonElement> Reinstate(Guid kitemark)
        => _cast.Academy.Post($"api/kitemark/v1/kitemarks/{kitemark}/reinstate", new { reason = "The assessments were observed after all." }, TestContext.Current.CancellationToken);

    /// <summary>The newest notice of an employer or a learner, once it is of this kind.</summary>
    private protected static async Task<JsonElement> NoticeOf(ApiClient client, string who, string kind)
    {
        JsonElement notice = default;
        await APlatform.Until($"{who} has notice that it is {kind}", async () =>
        {
            var notices = (await client.SendQuietly(HttpMethod.Get, $"api/passport/v1/{who}/notices", null, TestContext.Current.CancellationToken)).GetProperty("notices");
            notice = notices.GetArrayLength() > 0 ? notices[0] : default;
            return notice.ValueKind == JsonValueKind.Object && notice.GetProperty("kind").GetString() == kind;
        });
        return notice;
    }

    /// <summary>How many notices of this kind an employer or a learner has.</summary>
    private protected static async Task<int> NoticesOf(ApiClient client, string who, string kind)
        => (await client.SendQuietly(HttpMethod.Get, $"api/passport/v1/{who}/notices", null, TestContext.Current.CancellationToken)).GetProperty("notices").EnumerateArray()
            .Count(notice => notice.GetProperty("kind").GetString() == kind);

    /// <summary>The mark of the course version, with every decision on it.</summary>
    private protected Task<JsonElement> MarkOf(School school)
        => _cast.Academy.SendQuietly(HttpMethod.Get, $"api/kitemark/v1/kitemarks/{school.VersionMark}", null, TestContext.Current.CancellationToken);

    private protected static async Task<List<bool>> UnderReview(Person person)
    {
        var passport = await person.Client.SendQuietly(HttpMethod.Get, $"api/passport/v1/learners/{person.Id}/passport", null, TestContext.Current.CancellationToken);
        return [.. passport.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("underReview").GetBoolean())];
    }

    /// <summary>Records what the employer saw, delegated by somebody for three months; the employment has to be heard of first.</summary>
    private protected static async Task<Guid> Observe(Employer employer, Person person, int category, string delegatedBy)
    {
        var today = DateTime.UtcNow;
        JsonElement observed = default;
        await APlatform.Until("an observation is recorded", async () =>
        {
            observed = await employer.Client.SendQuietly(
                HttpMethod.Post,
                "api/passport/v1/observations",
                new
                {
                    learnerId = person.Id,
                    trainingCategoryCode = category,
                    observedOn = $"{today.AddDays(-2):yyyy-MM-dd}",
                    observer = "Ruth Ellis",
                    delegation = new { activity = "SpecialisedMedicationAdministration", delegatedBy, profession = "Registered nurse", registeredWith = "NursingAndMidwiferyCouncil", registrationNumber = "12A3456B", until = $"{today.AddMonths(3):yyyy-MM-dd}" },
                },
                TestContext.Current.CancellationToken);
            return true;
        });
        return observed.GetProperty("observationId").GetGuid();
    }

    private protected static async Task<string?> Competence(Person person)
    {
        var listed = await person.Client.SendQuietly(HttpMethod.Get, $"api/passport/v1/learners/{person.Id}/competences", null, TestContext.Current.CancellationToken);
        return listed.GetProperty("competences")[0].GetProperty("state").GetString();
    }

    private static string Statement(JsonElement entry) => entry.GetProperty("kitemark").GetProperty("statement").GetString()!;

    private protected sealed record School(ApiClient Client, Guid ProviderId, Guid ProviderMark, Guid Version, Guid VersionMark, Guid Trainer, Guid Authorisation);

    private protected sealed record Person(Guid Id, string AcademyNumber, ApiClient Client);

    private protected sealed record Employer(Guid Id, ApiClient Client);
}
