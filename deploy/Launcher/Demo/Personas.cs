using System.Net;
using System.Text.Json;

namespace Academy.Launcher.Demo;

/// <summary>Gives the people of <c>/dev/personas</c> their records and organisations, once, through the public API.</summary>
internal sealed class Personas(Cast cast)
{
    private ApiClient Academy => cast.Academy;

    public static async Task Seed(Uri gateway, string secretsFolder, string stateFolder, CancellationToken cancel)
    {
        var done = Path.Combine(stateFolder, "personas");
        if (File.Exists(done))
            return;
        using var http = new HttpClient { BaseAddress = gateway };
        await new Personas(new Cast(http, new Narrator(_ => { }), Tell.Secret(secretsFolder).Trim())).Seed(cancel);
        await File.WriteAllTextAsync(done, "", cancel);
    }

    private async Task Seed(CancellationToken cancel)
    {
        var rosewood = await Made("api/learner/v1/employers", new { name = "Rosewood Care", kind = "Private" }, "employerId", cancel);
        var riverside = await Made("api/learner/v1/employers", new { name = "Riverside Bank Staff", kind = "Private" }, "employerId", cancel);
        var northgate = await Made("api/kitemark/v1/providers", new { name = "Northgate Care Training" }, "trainingProviderId", cancel);
        var silverdale = await Made("api/kitemark/v1/providers", new { name = "Silverdale College" }, "trainingProviderId", cancel);
        var gym = await Made("api/benefits/v1/partners", new { name = "Fit for Care Gyms" }, "partnerId", cancel);

        var amara = await Person("amara", "Amara Okafor", "1994-03-08", [rosewood], cancel);
        var lukasz = await Person("lukasz", "Łukasz Wójcik", "1998-11-02", [rosewood], cancel);
        var grace = await Person("grace", "Grace Mensah", "1979-06-21", [rosewood], cancel);
        await Person("ma", "Ma", "1988-01-30", [rosewood], cancel);
        var tom = await Person("tom", "Tom Reilly", "1985-09-14", [rosewood, riverside], cancel);
        await Person("priya", "Priya Nair", "1991-12-05", [], cancel);
        await Bind("dev", new { organisationId = northgate, organisationName = "Northgate Care Training" }, cancel);
        await Bind("helen", new { organisationId = silverdale, organisationName = "Silverdale College" }, cancel);
        await Bind("ruth", new { organisationId = rosewood, organisationName = "Rosewood Care" }, cancel);
        await Bind("sunil", new { organisationId = rosewood, organisationName = "Rosewood Care" }, cancel);
        await Bind("joanne", new { organisationId = gym, organisationName = "Fit for Care Gyms" }, cancel);
        await Bind("sam", new { organisationName = "Care Professional Academy" }, cancel);
        await Bind("aisha", new { organisationName = "Care Professional Academy" }, cancel);
        await Bind("olu", new { organisationId = rosewood, organisationName = "Rosewood Care" }, cancel);
        await Bind("bronwen", new { organisationId = gym, organisationName = "Fit for Care Gyms" }, cancel);
        await Bind("peter", new { organisationName = "Care Professional Academy" }, cancel);
        await Bind("mary", new { organisationName = "Care Professional Academy" }, cancel);
        await Bind("frances", new { organisationId = Guid.CreateVersion7(), organisationName = "County Council" }, cancel);

        var training = new PersonaTraining(cast, DateOnly.FromDateTime(DateTime.UtcNow));
        await training.Publish(northgate, cancel);
        foreach (var (who, category, daysAgo) in new[]
        {
            (amara, 15, 60), (amara, 20, 60), (amara, 6, 354),
            (grace, 15, 90), (grace, 20, 400), (grace, 6, 90),
            (tom, 15, 500), (tom, 20, 100),
        })
        {
            await training.Record(who.Learner, category, daysAgo, cancel);
        }

        await training.Ask(rosewood, [amara, lukasz, grace], cancel);
    }

    private async Task<(Guid Learner, Guid Employment)> Person(string key, string fullName, string dateOfBirth, Guid[] employers, CancellationToken cancel)
    {
        var employment = Guid.Empty;
        var learnerId = await Made("api/learner/v1/learners", new { fullName, dateOfBirth }, "learnerId", cancel);
        foreach (var employerId in employers)
            employment = await Made($"api/learner/v1/learners/{learnerId}/employments", new { employerId, startedOn = "2025-01-06", jobRoleCode = 8, kind = "Employee" }, "employmentId", cancel);
        await Bind(key, new { learnerId }, cancel);
        return (learnerId, employment);
    }

    private Task<JsonElement> Bind(string key, object body, CancellationToken cancel)
        => Academy.SendQuietly(HttpMethod.Put, $"dev/personas/{key}", body, cancel, HttpStatusCode.NoContent);

    private async Task<Guid> Made(string path, object body, string id, CancellationToken cancel)
        => (await Academy.Post(path, body, cancel)).GetProperty(id).GetGuid();
}
