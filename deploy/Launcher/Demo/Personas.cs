using System.Net;
using System.Text.Json;

namespace Academy.Launcher.Demo;

/// <summary>Gives the people of <c>/dev/personas</c> their records and organisations, once, through the public API.</summary>
internal sealed class Personas(Cast cast)
{
    /// <summary>Where a person would find their files, in the state folder.</summary>
    private const string DemoFiles = "demo";

    private const string ForeverUntil = "2099-12-31";
    private static readonly string[] EventTypes = ["academy.passport.entry-recorded.v1", "academy.passport.entry-changed.v1", "academy.passport.entry-withdrawn.v1"];

    private ApiClient Academy => cast.Academy;

    public static async Task Seed(Uri gateway, string secretsFolder, string stateFolder, CancellationToken cancel)
    {
        var done = Path.Combine(stateFolder, "personas");
        if (File.Exists(done))
            return;
        using var http = new HttpClient { BaseAddress = gateway };
        await new Personas(new Cast(http, new Narrator(_ => { }), Tell.Secret(secretsFolder).Trim())).Seed(Path.Combine(stateFolder, DemoFiles), cancel);
        await File.WriteAllTextAsync(done, "", cancel);
    }

    private async Task Seed(string folder, CancellationToken cancel)
    {
        var rosewood = await Made("api/learner/v1/employers", new { name = "Rosewood Care", kind = "Private" }, "employerId", cancel);
        var riverside = await Made("api/learner/v1/employers", new { name = "Riverside Bank Staff", kind = "Private" }, "employerId", cancel);
        var hilltop = await Made("api/learner/v1/employers", new { name = "Hilltop Homecare", kind = "Private" }, "employerId", cancel);
        var northgate = await Made("api/kitemark/v1/providers", new { name = "Northgate Care Training" }, "trainingProviderId", cancel);
        var silverdale = await Made("api/kitemark/v1/providers", new { name = "Silverdale College" }, "trainingProviderId", cancel);
        var gym = await Made("api/benefits/v1/partners", new { name = "Fit for Care Gyms" }, "partnerId", cancel);

        var amara = await Person("amara", "Amara Okafor", "1994-03-08", [rosewood], cancel);
        var lukasz = await Person("lukasz", "Łukasz Wójcik", "1998-11-02", [rosewood], cancel);
        var grace = await Person("grace", "Grace Mensah", "1979-06-21", [rosewood], cancel, PersonaTraining.SeniorCareWorker);
        await Person("ma", "Ma", "1988-01-30", [rosewood], cancel);
        await Made("api/learner/v1/learners", new { fullName = "Ma", dateOfBirth = "1988-01-30" }, "learnerId", cancel);
        var tom = await Person("tom", "Tom Reilly", "1985-09-14", [rosewood, riverside, hilltop], cancel);
        await Person("priya", "Priya Nair", "1991-12-05", [], cancel);
        await Bind("dev", new { organisationId = northgate, organisationName = "Northgate Care Training" }, cancel);
        await Bind("helen", new { organisationId = silverdale, organisationName = "Silverdale College" }, cancel);
        foreach (var key in new[] { "ruth", "sunil", "olu", "robin" })
            await Bind(key, new { organisationId = rosewood, organisationName = "Rosewood Care" }, cancel);
        foreach (var key in new[] { "joanne", "bronwen" })
            await Bind(key, new { organisationId = gym, organisationName = "Fit for Care Gyms" }, cancel);
        foreach (var key in new[] { "sam", "aisha", "peter", "mary" })
            await Bind(key, new { organisationName = "Care Professional Academy" }, cancel);
        await Bind("frances", new { organisationId = Guid.CreateVersion7(), organisationName = "County Council" }, cancel);

        var training = new PersonaTraining(cast, DateOnly.FromDateTime(DateTime.UtcNow));
        await training.Publish(northgate, cancel);
        await training.Record(amara.Learner, cancel, (15, 60), (20, 60), (6, 354), (23, 200), (34, 200), (28, 90), (26, 90));
        await training.Record(grace.Learner, cancel, (15, 90), (20, 250), (6, 90), (10, 120), (7, 120), (8, 120), (13, 30), (2, 30), (14, 200), (17, 200));
        await training.Record(tom.Learner, cancel, (15, 500), (20, 100));
        await training.Apply(silverdale, cancel);
        await new PersonaDeclarations(cast, DateOnly.FromDateTime(DateTime.UtcNow)).Add("Lukasz Wojcik", lukasz.Learner, cancel);

        await Consent(amara, [true], cancel);
        await Consent(grace, [true], cancel);
        await Consent(tom, [true, true, false], cancel);
        var employer = await cast.Organisation("Rosewood Care", "Employer", rosewood, ["requirements.write", "learner.imports", "learners.read", "passport.check"], cancel);
        await training.Ask(employer, rosewood, cancel);
        foreach (var file in new[] { PersonaStaff.WorkplaceFile(), PersonaStaff.WorkerFile() })
        {
            var report = await employer.Post("api/learner/v1/imports", file, cancel);
            if (report.GetProperty("errors").GetArrayLength() > 0)
                throw new StoryBroken($"Rosewood Care's files did not go in: {report}");
        }

        var stories = new PersonaStories(cast, training, folder);
        await stories.Tell(rosewood, employer, cancel);
        await FailingWebhook(rosewood, cancel);
        await ShareAndLookTwice(grace.Learner, "1979-06-21", employer, cancel);
        await Offer(gym, grace.Learner, stories, cancel);
    }

    /// <summary>An address of Rosewood Care where nothing takes connections, with events that were not taken.</summary>
    private async Task FailingWebhook(Guid rosewood, CancellationToken cancel)
    {
        var system = await cast.Organisation("Rosewood Care", "Employer", rosewood, ["webhooks.write"], cancel);
        var webhook = await system.Post("api/passport/v1/webhooks", new
        {
            address = "http://127.0.0.1:9/events",
            eventTypes = EventTypes,
        }, cancel);
        await system.Post($"api/passport/v1/webhooks/{webhook.GetProperty("webhookId").GetGuid()}/ping", new { }, cancel);
    }

    /// <summary>A code that still works, and an employer that looked twice with it.</summary>
    private async Task ShareAndLookTwice(Guid learner, string born, ApiClient employer, CancellationToken cancel)
    {
        var person = await cast.Learner("A persona", learner, cancel);
        var code = (await person.Post($"api/passport/v1/learners/{learner}/shares", new { days = 30 }, cancel)).GetProperty("code").GetString();
        for (var look = 0; look < 2; look++)
            await employer.Post("api/passport/v1/checks", new { code, dateOfBirth = born }, cancel);
    }

    /// <summary>Five benefits, each for a tier; codes of some that were used, expired, are good, and are of another partner.</summary>
    private async Task Offer(Guid gym, Guid learner, PersonaStories stories, CancellationToken cancel)
    {
        var buses = await Made("api/benefits/v1/partners", new { name = "County Buses" }, "partnerId", cancel);
        var offers = new List<Guid>();
        foreach (var (partner, name, description, minimumTier) in new[]
        {
            (gym, "Half-price gym", "Half price at every gym, at any time.", 1),
            (gym, "Free swimming", "Swim for free from Monday to Friday.", 2),
            (buses, "Cheaper bus travel", "A third off every monthly ticket.", 2),
            (gym, "Free fitness class", "One class a week for free.", 3),
            (buses, "Free bus travel", "Every bus in the county, all year.", 4),
        })
        {
            offers.Add(await Made("api/benefits/v1/offers", new { partnerId = partner, name, description, validFrom = "2026-01-01", validUntil = ForeverUntil, rule = new { minimumTier } }, "offerId", cancel));
        }

        var person = await cast.Learner("A persona", learner, cancel);
        var partnerSystem = await cast.Organisation("Fit for Care Gyms", "Partner", gym, ["benefits.check"], cancel);
        var (used, others, expired) = (await Code(offers[0]), await Code(offers[2]), await Code(offers[1]));
        foreach (var code in new[] { used, others })
            await partnerSystem.Post("api/benefits/v1/checks", new { code }, cancel);
        await stories.Slips(used, expired, await Code(offers[1]), others, cancel);

        async Task<string> Code(Guid offer)
        {
            string? code = null;
            await Running.Wait.Until(async ct =>
            {
                try
                {
                    code = (await person.SendQuietly(HttpMethod.Post, $"api/benefits/v1/learners/{learner}/codes", new { offerId = offer }, ct)).GetProperty("code").GetString();
                    return true;
                }
                catch (StoryBroken)
                {
                    // The Benefits service has not heard of the tier yet.
                    return false;
                }
            }, TimeSpan.FromSeconds(60), () => false, cancel);
            return code ?? throw new StoryBroken("After 60 s no code for a benefit can be made. ./academy doctor says what is running.");
        }
    }

    private async Task<(Guid Learner, List<Guid> Employments)> Person(string key, string fullName, string dateOfBirth, Guid[] employers, CancellationToken cancel, int jobRoleCode = 8)
    {
        var employments = new List<Guid>();
        var learnerId = await Made("api/learner/v1/learners", new { fullName, dateOfBirth }, "learnerId", cancel);
        foreach (var employerId in employers)
            employments.Add(await Made($"api/learner/v1/learners/{learnerId}/employments", new { employerId, startedOn = "2025-01-06", jobRoleCode, kind = "Employee" }, "employmentId", cancel));
        await Bind(key, new { learnerId }, cancel);
        return (learnerId, employments);
    }

    /// <summary>Lets each employer see the passport, and stops it again for those that may not any more.</summary>
    private async Task Consent((Guid Learner, List<Guid> Employments) who, bool[] stillShares, CancellationToken cancel)
    {
        var person = await cast.Learner("A persona", who.Learner, cancel);
        foreach (var (employment, still) in who.Employments.Zip(stillShares))
        {
            await person.Post($"api/learner/v1/employments/{employment}/consent", new { sharesPassport = true }, cancel);
            if (!still)
                await person.Post($"api/learner/v1/employments/{employment}/consent", new { sharesPassport = false }, cancel);
        }
    }

    private Task<JsonElement> Bind(string key, object body, CancellationToken cancel)
        => Academy.SendQuietly(HttpMethod.Put, $"dev/personas/{key}", body, cancel, HttpStatusCode.NoContent);

    private async Task<Guid> Made(string path, object body, string id, CancellationToken cancel)
        => (await Academy.Post(path, body, cancel)).GetProperty(id).GetGuid();
}
