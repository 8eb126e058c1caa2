using Academy.Contracts.Passport;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.AspNetCore.TestHost;

namespace Academy.Pathway.Tests;

/// <summary>Pathway with its starting rules. The review runs when a test asks for it, not by itself.</summary>
public sealed class PathwayApp : ServiceApp<PathwayDb>, IAsyncLifetime
{
    public PathwayApp()
        : base("pathway")
    {
    }

    public async ValueTask InitializeAsync() => await InDatabase(async db =>
    {
        await DefaultRules.Seed(db, Clock);
        return 0;
    });

    public HttpClient AsAdministrator()
        => As("pathway.rules pathway.read", OrganisationKind.Academy, Guid.NewGuid(), roles: ["administrator"]);

    /// <summary>The tier as the learner sees it.</summary>
    public async Task<System.Text.Json.JsonElement> TierOf(Guid learner)
        => await (await Get(As("pathway.read", learner: learner), $"/api/pathway/v1/learners/{learner}/tier")).Json();

    public static Task<HttpResponseMessage> Get(HttpClient client, string path)
        => client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async Task<Guid> ALearnerWith(params EntryFacts[] entries)
    {
        var learner = Guid.CreateVersion7();
        for (var i = 0; i < entries.Length; i++)
        {
            await Deliver(new CompletionRecorded(learner, i + 1, entries[i], Clock.GetUtcNow()));
        }

        return learner;
    }

    internal async Task ReviewEverybody()
    {
        while (await Services.GetRequiredService<TierReview>().ReviewChunk(CancellationToken.None) > 0)
        {
        }
    }

    public static EntryFacts AnEntry(
        int subject = 1, Assurance assurance = Assurance.Kitemarked, DateOnly? completedOn = null, DateOnly? validUntil = null, Guid? id = null)
        => new(id ?? Guid.CreateVersion7(), subject, completedOn ?? new DateOnly(2026, 5, 14), validUntil, assurance, UnderReview: false);

    public static object Rules(
        string effectiveFrom, int[]? thresholds = null, object? points = null, string name = "Rules of a test")
        => new
        {
            name,
            effectiveFrom,
            pointsByAssurance = points ?? new { Kitemarked = 10, Recorded = 5, EvidenceChecked = 4, EmployerAttested = 3, SelfDeclared = 1 },
            tierThresholds = thresholds ?? [10, 30, 60, 100, 150],
            countsEachSubjectOnce = true,
            expiredEntriesCount = false,
        };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Review:LearnersAtOnce", "2");

        // So that what wakes the review is seen, and not that it looks by itself.
        builder.UseSetting("Review:Pause", "01:00:00");
        builder.ConfigureTestServices(services =>
        {
            foreach (var hosted in services.Where(service =>
                service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.ReturnType == typeof(TierReview)).ToList())
            {
                services.Remove(hosted);
            }
        });
    }
}
