using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Academy.Learner.Data;
using Academy.Learner.Tests;
using Academy.ServiceDefaults;
using Academy.Testing;

[assembly: AssemblyFixture(typeof(LearnerApp))]

namespace Academy.Learner.Tests;

public sealed class LearnerApp() : ServiceApp<LearnerDb>("learner")
{
    private const string Scopes = "learners.read learners.write employers.read employers.write learner.imports";

    /// <summary>Everything the service has logged, at every level, since a test asked for it.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public bool IsRecording { get; set; }

    public HttpClient Officer => As(Scopes, OrganisationKind.Academy, Guid.Empty, roles: ["officer"]);

    public HttpClient Employer(Guid employer) => As(Scopes, OrganisationKind.Employer, employer);

    public HttpClient At(Guid employer, params string[] workplaces) => As(Scopes, OrganisationKind.Employer, employer, workplaces: workplaces);

    public HttpClient Learner(Guid learner) => As(Scopes, learner: learner);

    public HttpClient Provider() => As(Scopes, OrganisationKind.TrainingProvider, Guid.CreateVersion7());

    /// <summary>An employer with the workplaces "Oak House" and "Elm House".</summary>
    public async Task<Guid> AnEmployer()
    {
        var answer = await Officer.PostNew("/api/learner/v1/employers", new
        {
            name = "Oak Care Ltd",
            kind = "Private",
            workplaces = new[] { Workplace("Oak House"), Workplace("Elm House") },
        });
        return (await answer.Json()).GetProperty("employerId").GetGuid();
    }

    public async Task<(Guid Id, string Number)> ALearner(string name = "Amara Okafor", string born = "1990-02-03")
    {
        var answer = await (await Officer.PostNew("/api/learner/v1/learners", new { fullName = name, dateOfBirth = born })).Json();
        return (answer.GetProperty("learnerId").GetGuid(), answer.GetProperty("academyNumber").GetString()!);
    }

    public async Task<JsonElement> AnEmployment(Guid employer, string number, string startedOn = "2025-01-06")
        => await (await Start(employer, number, startedOn)).Json();

    public Task<HttpResponseMessage> Start(Guid employer, string number, string startedOn = "2025-01-06", string born = "1990-02-03")
        => Employer(employer).PostNew(
            $"/api/learner/v1/learners/{number}/employments",
            new { employerId = employer, dateOfBirth = born, startedOn, kind = "Employee", jobRoleCode = 8, workplaceReference = "Oak House" });

    public async Task<JsonElement> Import(HttpClient sender, string csv, string query = "")
        => await (await Send(sender, Encoding.UTF8.GetBytes(csv), query)).Json();

    public static async Task<HttpResponseMessage> Send(HttpClient sender, byte[] file, string query = "", string? key = null, string type = "text/csv")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/learner/v1/imports{query}") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        return await sender.SendAsync(request);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureLogging(logging =>
        {
            logging.ClearProviders();
            logging.SetMinimumLevel(LogLevel.Trace);
            logging.AddFilter<Recorder>(null, LogLevel.Trace);
            logging.AddProvider(new Recorder(this));
        });
    }

    private static object Workplace(string name) => new { reference = name, name, postcode = "SG1 2AB" };

    private sealed class Recorder(LearnerApp app) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            app.Log.Enqueue($"{state}");
            return null;
        }

        /// <summary>Always: EF remembers for a second that nobody listens, and would keep the first commands of a recording to itself.</summary>
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (app.IsRecording)
            {
                app.Log.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}

internal static class Answers
{
    public static async Task<string> Detail(this HttpResponseMessage response)
        => (await response.Json()).GetProperty("detail").GetString()!;

    public static int Number(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    public static IReadOnlyList<int> Codes(this JsonElement report, string kind)
        => [.. report.GetProperty(kind).EnumerateArray().Select(problem => problem.Number("code"))];
}
