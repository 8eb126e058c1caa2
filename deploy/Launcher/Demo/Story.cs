using System.Net;
using System.Text.Json;

namespace Academy.Launcher.Demo;

/// <summary>How a completion follows a person to their next employer, from the first file to the withdrawn kitemark.</summary>
internal sealed partial class Story(Cast cast, Narrator narrator, DateOnly today)
{
    private static readonly string[] EmployerScopes =
        ["learners.read", "learners.write", "employers.read", "learner.imports", "passport.read", "passport.check", "passport.imports", "requirements.write"];

    private Guid _rosewoodId;
    private Guid _hilltopId;
    private ApiClient _rosewood = null!;
    private ApiClient _hilltop = null!;
    private Person _amara = null!;
    private Person _grace = null!;

    private ApiClient Academy => cast.Academy;

    public async Task Tell(CancellationToken cancel)
    {
        await TheSectorComesIn(cancel);
        await AKitemarkIsGranted(cancel);
        await AClassIsRecorded(cancel);
        await APersonChangesEmployer(cancel);
        await ATierOpensABenefit(cancel);
        await AShareIsChecked(cancel);
        await AKitemarkIsWithdrawn(cancel);
    }

    private async Task TheSectorComesIn(CancellationToken cancel)
    {
        narrator.Chapter("a. Employers, people and their training come in from ASC-WDS bulk-upload files");
        var files = await NextTelling(cancel);
        var workplaces = await Academy.Post("api/learner/v1/imports", files.Read("workplace.csv"), cancel);
        narrator.Shows(Errors(workplaces) == 0, $"the workplace file went in: {workplaces.GetProperty("rows")} rows, {workplaces.GetProperty("created")} new");
        var older = await Academy.Post("api/learner/v1/imports", files.Read("workplace-older.csv"), cancel);
        narrator.Shows(Errors(older) == 0, "a workplace file of the older column generation went in too");

        _rosewoodId = await EmployerWith(files.ProviderNumber(1), cancel);
        _hilltopId = await EmployerWith(files.ProviderNumber(2), cancel);
        _rosewood = await cast.Organisation("Rosewood Care", "Employer", _rosewoodId, EmployerScopes, cancel);
        _hilltop = await cast.Organisation("Hilltop Homecare", "Employer", _hilltopId, EmployerScopes, cancel);

        var workers = files.Read("worker-rosewood.csv");
        var first = await _rosewood.Post("api/learner/v1/imports", workers, cancel);
        narrator.Shows(Errors(first) == 2, $"{first.GetProperty("created")} workers went in; 2 rows say what to fix: {FirstMessage(first)}");
        var corrected = workers.Replace("2025-13-40", "13/11/1990", StringComparison.Ordinal).Replace("STARTER", "NEW", StringComparison.Ordinal);
        var second = await _rosewood.Post("api/learner/v1/imports", corrected, cancel);
        narrator.Shows(Errors(second) == 0 && Count(second, "created") == 2, "corrected and sent again, the 2 rows went in and the others changed nothing");
        var third = await _rosewood.Post("api/learner/v1/imports", corrected, cancel);
        narrator.Shows(Count(third, "created") == 0 && Count(third, "changed") == 0, "the same file once more changed nothing");
        var hilltop = await _hilltop.Post("api/learner/v1/imports", files.Read("worker-hilltop-older.csv"), cancel);
        narrator.Shows(Count(hilltop, "created") > 0, $"Hilltop's older worker file went in: {hilltop.GetProperty("created")} workers");

        await TrainingComesIn(_rosewood, files.Read("training-rosewood-12.csv"), "12-column", cancel);
        await TrainingComesIn(_hilltop, files.Read("training-hilltop-8.csv"), "8-column", cancel);
        _amara = await PersonAt(_rosewood, _rosewoodId, "RW-001", "Amara", new DateOnly(1992, 7, 14), cancel);
        _grace = await PersonAt(_rosewood, _rosewoodId, "RW-002", "Grace", new DateOnly(1988, 11, 2), cancel);
        await Consent(_amara, cancel);
        await narrator.Becomes("Rosewood sees Amara's passport, because she works there and lets it",
            async ct => await _rosewood.Status(Passport(_amara), ct) == HttpStatusCode.OK, cancel);
    }

    /// <summary>Workers become known to the Passport service by message; until then their rows say "send the worker file first".</summary>
    private async Task TrainingComesIn(ApiClient employer, string file, string generation, CancellationToken cancel)
    {
        narrator.Request(employer.Name, HttpMethod.Post, "api/passport/v1/imports");
        JsonElement report = default;
        await narrator.Becomes($"the {generation} training file finds every worker", async ct =>
        {
            if (await employer.Status($"api/passport/v1/imports/{Guid.Empty}", ct) != HttpStatusCode.NotFound)
                return false;
            try
            {
                report = await employer.SendQuietly(HttpMethod.Post, "api/passport/v1/imports", file, ct);
            }
            catch (StoryBroken)
            {
                // The employer itself is not known there yet.
                return false;
            }

            return report.GetProperty("errors").EnumerateArray().All(error => error.GetProperty("code").GetInt32() != 1200);
        }, cancel);
        var again = await employer.SendQuietly(HttpMethod.Post, "api/passport/v1/imports", file, cancel);
        narrator.Shows(
            Count(again, "created") == 0 && Count(again, "changed") == 0 && Count(again, "unchanged") > 0,
            $"the {generation} training file sent again changed nothing: {again.GetProperty("unchanged")} rows known, {Errors(again)} still to be corrected");
    }

    private async Task<SampleFiles> NextTelling(CancellationToken cancel)
    {
        for (var telling = 0; telling < 100_000; telling++)
        {
            var files = new SampleFiles(telling);
            if ((await Employers(files.ProviderNumber(1), cancel)).GetArrayLength() == 0)
                return files;
        }

        throw new StoryBroken("The story has been told too often here. Start from nothing: ./academy reset");
    }

    private async Task<Guid> EmployerWith(string cqcProviderId, CancellationToken cancel)
        => (await Employers(cqcProviderId, cancel))[0].GetProperty("employerId").GetGuid();

    private async Task<JsonElement> Employers(string cqcProviderId, CancellationToken cancel)
        => (await Academy.SendQuietly(HttpMethod.Get, $"api/learner/v1/employers?cqcProviderId={cqcProviderId}", null, cancel)).GetProperty("employers");

    private async Task<Person> PersonAt(ApiClient employer, Guid employerId, string workerReference, string name, DateOnly born, CancellationToken cancel)
    {
        var staff = await employer.SendQuietly(HttpMethod.Get, $"api/learner/v1/employers/{employerId}/learners?limit=100", null, cancel);
        var row = staff.GetProperty("learners").EnumerateArray().Single(learner => learner.GetProperty("workerReference").GetString() == workerReference);
        var id = row.GetProperty("learnerId").GetGuid();
        return new Person(
            id, name, row.GetProperty("academyNumber").GetString()!, born, row.GetProperty("employmentId").GetGuid(), await cast.Learner(name, id, cancel));
    }

    private static async Task Consent(Person person, CancellationToken cancel)
        => await person.Client.Post($"api/learner/v1/employments/{person.EmploymentId}/consent", new { sharesPassport = true }, cancel);

    private static string Passport(Person person) => $"api/passport/v1/learners/{person.Id}/passport";

    private static int Errors(JsonElement report) => report.GetProperty("errors").GetArrayLength();

    private static int Count(JsonElement report, string what) => report.GetProperty(what).GetInt32();

    private static string FirstMessage(JsonElement report) => report.GetProperty("errors")[0].GetProperty("message").GetString()!;

    private sealed record Person(Guid Id, string Name, string AcademyNumber, DateOnly Born, Guid EmploymentId, ApiClient Client);
}
