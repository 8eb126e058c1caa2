using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;
using Academy.Passport.Consumers;
using Academy.Passport.Data;
using Academy.Passport.Imports;
using Academy.Passport.Webhooks;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;

[assembly: AssemblyFixture(typeof(Academy.Passport.Tests.PassportApp))]

namespace Academy.Passport.Tests;

/// <summary>The Passport service on a database of its own. Entries are judged again when a test asks for it.</summary>
public class PassportApp() : ServiceApp<PassportDb>("passport")
{
    private const string EmployerScopes = "passport.read passport.check passport.imports entries.write disputes.answer qualifications.write observations.write requirements.write";

    public static readonly DateOnly LongAgo = new(2025, 1, 1);
    public static readonly DateOnly FarAhead = new(2028, 12, 31);

    /// <summary>What runs when a test asks for it.</summary>
    private static readonly Type?[] AskedFor = [typeof(ReassessmentRunner), typeof(ImportRunner), typeof(WebhookSender), typeof(ExpiryReminders)];

    private readonly DirectoryInfo _evidence = Directory.CreateTempSubdirectory("academy-evidence-");

    /// <summary>Where the files of evidence lie.</summary>
    public string EvidenceFolder => _evidence.FullName;

    public DateOnly Today => Clock.Today();

    public HttpClient AsLearner(Guid learner) => As("passport.read passport.share entries.write", learner: learner);

    public HttpClient AsEmployer(Guid employer) => As(EmployerScopes, OrganisationKind.Employer, employer);

    public HttpClient At(Guid employer, params string[] workplaces)
        => As(EmployerScopes, OrganisationKind.Employer, employer, subject: Guid.NewGuid().ToString(), workplaces: workplaces);

    public HttpClient AsProvider(Guid provider) => As("completions.write entries.write disputes.answer qualifications.write passport.read", OrganisationKind.TrainingProvider, provider);

    public async Task<ALearner> ALearner(string name = "Amara Okafor", DateOnly? dateOfBirth = null)
    {
        var learner = new ALearner(Guid.CreateVersion7(), Codes.New(), name, dateOfBirth ?? new DateOnly(1990, 5, 14));
        await Deliver(new LearnerRegistered(learner.Id, 1, learner.AcademyNumber, name, learner.DateOfBirth, Clock.GetUtcNow()));
        return learner;
    }

    public async Task<Guid> AnEmployer(string name = "Rosewood Care Ltd")
    {
        var employer = Guid.CreateVersion7();
        await Deliver(new EmployerRegistered(employer, 1, name, EmployerKind.Private, null, Clock.GetUtcNow()));
        return employer;
    }

    /// <summary>A provider with a course version and a trainer, all marked unless told otherwise.</summary>
    public async Task<ACourse> ACourse(
        bool isMarked = true, int category = 15, decimal hours = 6, decimal pounds = 85, int? validityMonths = 12, string title = "Moving people safely")
    {
        var course = new ACourse(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), category);
        var now = Clock.GetUtcNow();
        await Deliver(new TrainingProviderRegistered(course.ProviderId, 1, "Northgate Care Training", null, now));
        await Deliver(new CoursePublished(
            course.VersionId, 1, Guid.CreateVersion7(), course.ProviderId, title, "2026", category, hours, pounds, validityMonths,
            CourseMode.FaceToFace, now));
        if (isMarked)
        {
            await Deliver(course.ProviderGranted(now));
            await Deliver(course.CourseGranted(now));
            await Deliver(course.TrainerAuthorised(now));
            await Reassess();
        }

        return course;
    }

    public async Task<Guid> AnEmployment(
        Guid learner, Guid employer, bool shares = true, DateOnly? from = null, DateOnly? until = null,
        string? workplace = null, string? worker = null, int? jobRole = 8, Guid? id = null, long version = 2)
    {
        var employment = new EmploymentFacts(
            id ?? Guid.CreateVersion7(), employer, workplace, worker, jobRole, EmploymentKind.Employee, from ?? LongAgo, until, shares);
        await Deliver(new EmploymentStarted(learner, version, employment, Clock.GetUtcNow()));
        return employment.EmploymentId;
    }

    public async Task<JsonElement> Record(ACourse course, DateOnly completedOn, params Guid[] learners)
    {
        var response = await AsProvider(course.ProviderId).PostNew("/api/passport/v1/completions", course.Completion(completedOn, learners));
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.Json();
    }

    public async Task<JsonElement> PassportOf(Guid learner)
        => await (await AsLearner(learner).GetAsync(new Uri($"/api/passport/v1/learners/{learner}/passport", UriKind.Relative))).Json();

    /// <summary>Does all the judging again that was asked for; what another test is just doing is waited for.</summary>
    public async Task Reassess()
    {
        while (await Services.GetRequiredService<ReassessmentRunner>().RunChunk(CancellationToken.None)
            || await InDatabase(db => db.Reassessments.AnyAsync(work => work.FinishedAt == null)))
        {
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _evidence.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Evidence:Folder", EvidenceFolder);
        builder.ConfigureTestServices(services =>
        {
            foreach (var runner in services.Where(service => service.ServiceType == typeof(IHostedService) && AskedFor.Contains(service.ImplementationFactory?.Method.ReturnType)).ToList())
            {
                services.Remove(runner);
            }
        });
    }
}

public sealed record ALearner(Guid Id, string AcademyNumber, string Name, DateOnly DateOfBirth);

public sealed record ACourse(Guid VersionId, Guid ProviderId, Guid TrainerId, int Category)
{
    private readonly Guid _providerMark = Guid.CreateVersion7();
    private readonly Guid _courseMark = Guid.CreateVersion7();
    private readonly Guid _authorisation = Guid.CreateVersion7();

    /// <summary>Of the provider, the course version and the trainer.</summary>
    public IReadOnlyList<Guid> Marks => [_providerMark, _courseMark, _authorisation];

    public object Completion(DateOnly completedOn, params Guid[] learners) => new
    {
        courseVersionId = VersionId,
        trainerId = TrainerId,
        completedOn,
        learners = learners.Select(id => new { learnerId = id }),
    };

    public KitemarkGranted ProviderGranted(DateTimeOffset at)
        => new(_providerMark, 1, KitemarkSubject.TrainingProvider, ProviderId, Period(at), at);

    public KitemarkGranted CourseGranted(DateTimeOffset at)
        => new(_courseMark, 1, KitemarkSubject.CourseVersion, VersionId, Period(at), at);

    public KitemarkWithdrawn CourseWithdrawn(
        DateTimeOffset grantedAt, DateOnly from, DateTimeOffset at, Consequence consequence = Consequence.Stands, DateOnly? voidFrom = null)
        => new(_courseMark, 2, KitemarkSubject.CourseVersion, VersionId,
            Period(grantedAt, new MarkDecision(MarkDecisionKind.Withdrawn, from, consequence, voidFrom, "Assessment was not observed.", at)), at);

    public KitemarkSuspended CourseSuspended(DateTimeOffset grantedAt, DateOnly from, DateTimeOffset at)
        => new(_courseMark, 2, KitemarkSubject.CourseVersion, VersionId,
            Period(grantedAt, new MarkDecision(MarkDecisionKind.Suspended, from, Consequence.Stands, null, "Being looked into.", at)), at);

    public KitemarkReinstated CourseReinstated(KitemarkWithdrawn withdrawn, DateTimeOffset at) => CourseReinstated(withdrawn.Version, withdrawn.Period, at);

    public KitemarkReinstated CourseReinstated(long version, MarkPeriod period, DateTimeOffset at)
        => new(_courseMark, version + 1, KitemarkSubject.CourseVersion, VersionId,
            period with { Decisions = [.. period.Decisions.Select(d => d with { Reversed = new("A mistake.", at) })] }, at);

    public TrainerAuthorised TrainerAuthorised(DateTimeOffset at, int? category = null)
        => new(_authorisation, 1, TrainerId, ProviderId, "Dev Patel", category ?? Category, Period(at), at);

    public TrainerAuthorisationEnded TrainerEnded(DateTimeOffset grantedAt, DateOnly from, DateTimeOffset at)
        => new(_authorisation, 2, TrainerId, ProviderId, "Dev Patel", Category,
            Period(grantedAt, new MarkDecision(MarkDecisionKind.Withdrawn, from, Consequence.Stands, null, "Left the provider.", at)), at);

    private static MarkPeriod Period(DateTimeOffset grantedAt, params MarkDecision[] decisions)
        => new(PassportApp.LongAgo, PassportApp.FarAhead, grantedAt, decisions);
}
