using System.Net;
using System.Text.Json;

namespace Academy.Launcher.Demo;

/// <summary>Gives the people of <c>/dev/personas</c> their records and organisations, once, through the public API.</summary>
internal sealed class Personas(ApiClient academy)
{
    public static async Task Seed(Uri gateway, string secretsFolder, string stateFolder, CancellationToken cancel)
    {
        var done = Path.Combine(stateFolder, "personas");
        if (File.Exists(done))
            return;
        using var http = new HttpClient { BaseAddress = gateway };
        await new Personas(new Cast(http, new Narrator(_ => { }), Tell.Secret(secretsFolder).Trim()).Academy).Seed(cancel);
        await File.WriteAllTextAsync(done, "", cancel);
    }

    private async Task Seed(CancellationToken cancel)
    {
        var rosewood = await Made("api/learner/v1/employers", new { name = "Rosewood Care", kind = "Private" }, "employerId", cancel);
        var riverside = await Made("api/learner/v1/employers", new { name = "Riverside Bank Staff", kind = "Private" }, "employerId", cancel);
        var northgate = await Made("api/kitemark/v1/providers", new { name = "Northgate Care Training" }, "trainingProviderId", cancel);
        var silverdale = await Made("api/kitemark/v1/providers", new { name = "Silverdale College" }, "trainingProviderId", cancel);
        var gym = await Made("api/benefits/v1/partners", new { name = "Fit for Care Gyms" }, "partnerId", cancel);

        await Person("amara", "Amara Okafor", "1994-03-08", [rosewood], cancel);
        await Person("lukasz", "Łukasz Wójcik", "1998-11-02", [rosewood], cancel);
        await Person("grace", "Grace Mensah", "1979-06-21", [rosewood], cancel);
        await Person("ma", "Ma", "1988-01-30", [rosewood], cancel);
        await Person("tom", "Tom Reilly", "1985-09-14", [rosewood, riverside], cancel);
        await Person("priya", "Priya Nair", "1991-12-05", [], cancel);
        await Bind("dev", new { organisationId = northgate, organisationName = "Northgate Care Training" }, cancel);
        await Bind("helen", new { organisationId = silverdale, organisationName = "Silverdale College" }, cancel);
        await Bind("ruth", new { organisationId = rosewood, organisationName = "Rosewood Care" }, cancel);
        await Bind("sunil", new { organisationId = rosewood, organisationName = "Rosewood Care" }, cancel);
        await Bind("joanne", new { organisationId = gym, organisationName = "Fit for Care Gyms" }, cancel);
        await Bind("sam", new { organisationName = "Care Professional Academy" }, cancel);
        await Bind("aisha", new { organisationName = "Care Professional Academy" }, cancel);
    }

    private async Task Person(string key, string fullName, string dateOfBirth, Guid[] employers, CancellationToken cancel)
    {
        var learnerId = await Made("api/learner/v1/learners", new { fullName, dateOfBirth }, "learnerId", cancel);
        foreach (var employerId in employers)
            await academy.Post($"api/learner/v1/learners/{learnerId}/employments", new { employerId, startedOn = "2025-01-06", jobRoleCode = 8, kind = "Employee" }, cancel);
        await Bind(key, new { learnerId }, cancel);
    }

    private Task<JsonElement> Bind(string key, object body, CancellationToken cancel)
        => academy.SendQuietly(HttpMethod.Put, $"dev/personas/{key}", body, cancel, HttpStatusCode.NoContent);

    private async Task<Guid> Made(string path, object body, string id, CancellationToken cancel)
        => (await academy.Post(path, body, cancel)).GetProperty(id).GetGuid();
}
