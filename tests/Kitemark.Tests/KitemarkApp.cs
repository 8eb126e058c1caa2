using System.Net;
using System.Text.Json;
using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.AspNetCore.TestHost;

[assembly: AssemblyFixture(typeof(Academy.Kitemark.Tests.KitemarkApp))]

namespace Academy.Kitemark.Tests;

public sealed class KitemarkApp() : ServiceApp<KitemarkDb>("kitemark")
{
    public const string Api = "/api/kitemark/v1";

    /// <summary>The bulk-upload code of assisting and moving people.</summary>
    public const int AssistingAndMoving = 15;

    private static readonly Guid AcademyId = Guid.CreateVersion7();

    public HttpClient Officer() => As("kitemark.write", OrganisationKind.Academy, AcademyId, roles: ["officer"]);

    public HttpClient Lead() => As("kitemark.write kitemark.decide", OrganisationKind.Academy, AcademyId, roles: ["kitemark-lead"]);

    public HttpClient Reviewer(string name = "reviewer")
        => As("kitemark.decide kitemark.write", OrganisationKind.Academy, AcademyId, roles: ["officer"], subject: name);

    /// <summary>Somebody of the Academy who has, or had, a role at an organisation too; their token says nothing of it.</summary>
    public async Task<HttpClient> Insider(Guid organisation, string role = "kitemark-lead", DateTimeOffset? until = null, string kind = "TrainingProvider")
    {
        var account = Guid.CreateVersion7();
        var began = new OrganisationRoleChanged(Guid.CreateVersion7(), 1, account, kind, organisation, "trainer", Clock.GetUtcNow().AddYears(-5), null);
        await Deliver(began);
        if (until is { } end)
        {
            await Deliver(began with { Version = 2, EndedAt = end });
        }

        return As("kitemark.write kitemark.decide", OrganisationKind.Academy, AcademyId, roles: [role], subject: account.ToString());
    }

    public HttpClient Provider(Guid id) => As("kitemark.write", OrganisationKind.TrainingProvider, id);

    public Task<Guid> AProvider(string name = "Silverdale College")
        => Officer().Create($"{Api}/providers", new { name }, "trainingProviderId");

    public Task<Guid> ATrainer(Guid provider, string name = "Aoife Ní Bhriain")
        => Provider(provider).Create($"{Api}/providers/{provider}/trainers", new { name }, "trainerId");

    /// <summary>A trainer of a provider that is kitemarked from 2024 to 2028.</summary>
    public async Task<Guid> ATrainerOfAMarkedProvider(string name = "Aoife Ní Bhriain")
    {
        var provider = await AProvider();
        await AMarkedProvider(provider, "2024-01-01", "2028-12-31");
        return await ATrainer(provider, name);
    }

    public Task<Guid> AnAuthorisation(Guid trainer, string from = "2026-01-01", string until = "2026-12-31")
        => Lead().Create($"{Api}/trainers/{trainer}/authorisations", new { trainingCategoryCode = AssistingAndMoving, from, until }, "authorisationId");

    public Task<Guid> ACourse(Guid provider, string title = "Moving people safely")
        => Provider(provider).Create($"{Api}/courses", new { trainingProviderId = provider, title, trainingCategoryCode = AssistingAndMoving }, "courseId");

    public Task<Guid> AVersion(Guid provider, Guid course, string versionLabel = "2026")
        => Provider(provider).Create(
            $"{Api}/courses/{course}/versions",
            new { versionLabel, durationHours = 6.5, pricePounds = 85, validityMonths = 12, mode = "FaceToFace" },
            "courseVersionId");

    /// <summary>The administrator of an employer, agency or not.</summary>
    public HttpClient Employer(Guid id) => As("kitemark.write", OrganisationKind.Employer, id);

    public async Task<Guid> AnAgency(string name = "Bluebell Staffing", EmployerKind kind = EmployerKind.Agency)
    {
        var id = Guid.CreateVersion7();
        await Deliver(new EmployerRegistered(id, 1, name, kind, null, Clock.GetUtcNow()));
        return id;
    }

    public Task<Guid> ADraft(Guid organisation, string subject, Guid subjectId)
        => Applicant(organisation, subject).Create($"{Api}/applications", new { subject, subjectId }, "applicationId");

    /// <summary>An application that is submitted and waits for a reviewer.</summary>
    public async Task<Guid> ASubmission(Guid organisation, string subject, Guid subjectId)
    {
        var application = await ADraft(organisation, subject, subjectId);
        var applicant = Applicant(organisation, subject);
        await applicant.Change($"{Api}/applications/{application}", "self-assessment", new { criteria = Assessed(prefix: Prefix(subject)) });
        (await applicant.PostNew($"{Api}/applications/{application}/submit", new { })).EnsureSuccessStatusCode();
        return application;
    }

    /// <summary>An application that was reviewed and found to meet all criteria, so that it can be decided.</summary>
    public async Task<Guid> AnApplication(Guid organisation, string subject, Guid subjectId)
    {
        var application = await ASubmission(organisation, subject, subjectId);
        await Review(application, Scored(Prefix(subject)));
        return application;
    }

    public Task Review(Guid application, params int[] points) => Review(application, Scored("C", points));

    public static object[] Assessed(int criteria = 10, string prefix = "C")
        => [.. Enumerable.Range(1, criteria).Select(i => new { criterion = $"{prefix}{i}", isMet = true, statement = "See our handbook, chapter 3." })];

    /// <summary>All ten criteria; those without points of their own are met.</summary>
    public static object[] Scored(string prefix = "C", params int[] points)
        => [.. Enumerable.Range(1, 10).Select(i => new { criterion = $"{prefix}{i}", points = i <= points.Length ? points[i - 1] : 2, note = "Seen." })];

    public async Task<Guid> AMarkedProvider(Guid provider, string from = "2026-01-01", string until = "2026-12-31")
        => await Approve(await AnApplication(provider, "TrainingProvider", provider), from, until);

    public async Task<Guid> AMarkedVersion(Guid provider, Guid version, string from = "2026-01-01", string until = "2026-12-31")
        => await Approve(await AnApplication(provider, "CourseVersion", version), from, until);

    public async Task<Guid> AMarkedAgency(Guid agency, string from = "2026-01-01", string until = "2026-12-31")
        => await Approve(await AnApplication(agency, "Agency", agency), from, until);

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

    /// <summary>Reminders are told when a test asks for it, not whenever the service starts.</summary>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.Remove(services.Single(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.ReturnType == typeof(RenewalReminders))));
    }

    private HttpClient Applicant(Guid organisation, string subject) => subject == "Agency" ? Employer(organisation) : Provider(organisation);

    private static string Prefix(string subject) => subject == "Agency" ? "S" : "C";

    private async Task Review(Guid application, object[] scores)
    {
        (await Reviewer().PostNew($"{Api}/applications/{application}/review", new { })).EnsureSuccessStatusCode();
        await Reviewer().Change($"{Api}/applications/{application}", "review", new { scores });
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
    /// <summary>Puts a part of something that is there, based on its newest version.</summary>
    public static async Task<JsonElement> Change(this HttpClient client, string path, string part, object body)
    {
        var answer = await client.TryChange(path, part, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public static async Task<HttpResponseMessage> TryChange(this HttpClient client, string path, string part, object body)
    {
        using var read = await client.GetAsync(path);
        using var put = new HttpRequestMessage(HttpMethod.Put, $"{path}/{part}") { Content = JsonContent.Create(body) };
        put.Headers.IfMatch.Add(read.Headers.ETag!);
        return await client.SendAsync(put);
    }

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
