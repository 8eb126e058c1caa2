using System.Net;
using System.Text.Json;
using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Academy.Testing;

[assembly: AssemblyFixture(typeof(Academy.Kitemark.Tests.KitemarkApp))]

namespace Academy.Kitemark.Tests;

public sealed class KitemarkApp() : ServiceApp<KitemarkDb>("kitemark")
{
    public const string Api = "/api/kitemark/v1";

    /// <summary>The bulk-upload code of assisting and moving people.</summary>
    public const int AssistingAndMoving = 15;

    private static readonly Guid AcademyId = Guid.CreateVersion7();

    public HttpClient Officer() => As("kitemark.write", OrganisationKind.Academy, AcademyId, roles: ["officer"]);

    public HttpClient Lead() => As("kitemark.decide", OrganisationKind.Academy, AcademyId, roles: ["kitemark-lead"]);

    public HttpClient Provider(Guid id) => As("kitemark.write", OrganisationKind.TrainingProvider, id);

    public Task<Guid> AProvider(string name = "Silverdale College")
        => Officer().Create($"{Api}/providers", new { name }, "trainingProviderId");

    public Task<Guid> ATrainer(Guid provider, string name = "Aoife Ní Bhriain")
        => Provider(provider).Create($"{Api}/providers/{provider}/trainers", new { name }, "trainerId");

    public Task<Guid> AnAuthorisation(Guid trainer, string from = "2026-01-01", string until = "2026-12-31")
        => Lead().Create($"{Api}/trainers/{trainer}/authorisations", new { trainingCategoryCode = AssistingAndMoving, from, until }, "authorisationId");

    public Task<Guid> ACourse(Guid provider, string title = "Moving people safely")
        => Provider(provider).Create($"{Api}/courses", new { trainingProviderId = provider, title, trainingCategoryCode = AssistingAndMoving }, "courseId");

    public Task<Guid> AVersion(Guid provider, Guid course, string versionLabel = "2026")
        => Provider(provider).Create(
            $"{Api}/courses/{course}/versions",
            new { versionLabel, durationHours = 6.5, pricePounds = 85, validityMonths = 12, mode = "FaceToFace" },
            "courseVersionId");

    public Task<Guid> AnApplication(Guid provider, string subject, Guid subjectId)
        => Provider(provider).Create($"{Api}/applications", new { subject, subjectId }, "applicationId");

    public async Task<Guid> AMarkedProvider(Guid provider, string from = "2026-01-01", string until = "2026-12-31")
        => await Approve(await AnApplication(provider, "TrainingProvider", provider), from, until);

    public async Task<Guid> AMarkedVersion(Guid provider, Guid version, string from = "2026-01-01", string until = "2026-12-31")
        => await Approve(await AnApplication(provider, "CourseVersion", version), from, until);

    public Task<HttpResponseMessage> Decide(Guid application, object body, string? key = null)
        => Lead().PostNew($"{Api}/applications/{application}/decision", body, key);

    public Task<HttpResponseMessage> Withdraw(Guid kitemark, object body, string? key = null)
        => Lead().PostNew($"{Api}/kitemarks/{kitemark}/withdraw", body, key);

    public async Task<JsonElement> Get(string path)
    {
        var answer = await CreateClient().GetAsync($"{Api}{path}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<Guid> Approve(Guid application, string from, string until)
    {
        var answer = await Decide(application, new { approve = true, from, until, reason = "All criteria are met." });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Json()).GetProperty("kitemarkId").GetGuid();
    }
}

internal static class Answers
{
    public static async Task<Guid> Create(this HttpClient client, string path, object body, string id)
    {
        var answer = await client.PostNew(path, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        answer.Headers.Location.ShouldNotBeNull();
        return (await answer.Json()).GetProperty(id).GetGuid();
    }

    /// <summary>Refused, in a sentence that says how to put it right.</summary>
    public static async Task ShouldBeRefused(this HttpResponseMessage answer, int status, string sentence = "")
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        text.ShouldContain(sentence, Case.Insensitive);
    }
}
