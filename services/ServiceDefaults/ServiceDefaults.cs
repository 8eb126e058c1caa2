using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Academy.ServiceDefaults;

/// <summary>What every service of the Academy does the same way, and nothing of any service's own subject.</summary>
public static class Defaults
{
    /// <summary>Gives a service its database, its ears and mouth on the broker, trust, problems, telemetry and health.</summary>
    /// <param name="service">The service's name in lower case: prefix of its queues, audience of its tokens.</param>
    /// <param name="hear">The events it hears, one line each.</param>
    public static WebApplicationBuilder AddServiceDefaults<TDb>(
        this WebApplicationBuilder builder, string service, Action<Hearing>? hear = null)
        where TDb : ServiceDb
    {
        builder.AddWebDefaults(service, audience: service);
        builder.Services.AddSingleton(Protections.From(builder.Configuration));
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxWaker>();
        builder.Services.AddSingleton(_ => Database(builder.Configuration, service));
        builder.Services.AddDbContextPool<TDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(provider.GetRequiredService<OutboxWaker>()));
        builder.Services.AddScoped<ServiceDb>(provider => provider.GetRequiredService<TDb>());
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [ServiceHealth.Ready]);
        builder.Services.AddHostedService<Sweeper>();
        builder.Services.AddSingleton<EndedAccessList>();
        builder.Services.AddScoped<FailedMessages>();
        builder.Services.AddSingleton(new ServiceName(service));
        if (builder.Configuration.GetValue("Messaging:Enabled", true))
        {
            Hearing.Add(builder, service, hear);
        }
        else
        {
            builder.Services.AddSingleton(new HeardQueues([]));
        }

        return builder;
    }

    /// <summary>What a process without a database shares with the services: the gateway and the portal.</summary>
    /// <param name="audience">The service whose tokens are accepted; none means any token of the issuer.</param>
    public static WebApplicationBuilder AddWebDefaults(this WebApplicationBuilder builder, string service, string? audience)
    {
        if (builder.Configuration["Secrets:Folder"] is { Length: > 0 } secrets)
        {
            builder.Configuration.AddKeyPerFile(secrets, optional: false);
        }

        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddProblems();
        builder.Services.AddOpenApi("v1", options => options.Describe());
        builder.Services.AddHealthChecks();
        builder.AddTrust(audience);
        builder.AddTelemetry(service);
        return builder;
    }

    /// <summary>The order every request goes through, and the routes every service has.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseWebDefaults();
        app.UseKnownCharsets();
        app.UseMiddleware<IdempotencyMiddleware>();
        app.UseDescriptions("/openapi");
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        if (app.Services.GetService<ServiceName>() is { } service)
        {
            app.MapFailedMessages(service.Value);
        }

        return app;
    }

    public static WebApplication UseWebDefaults(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseNoStore();
        app.UseRouteInTraces();
        app.UseRouting();
        if (app.Services.GetService<ICorsService>() is not null)
        {
            app.UseCors();
        }

        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new()
        {
            Predicate = check => check.Tags.Contains(ServiceHealth.Ready),
            ResponseWriter = ServiceHealth.Tell,
        }).AllowAnonymous();
        app.MapRouteList();
        return app;
    }

    /// <summary>Nobody between here and the caller keeps an answer that a token was needed for, unless the route says it may be kept.</summary>
    private static void UseNoStore(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            if (http.Response.Headers.CacheControl.Count == 0 && http.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is not null)
            {
                http.Response.Headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(http);
    });

    /// <summary>
    /// <c>migrate</c> brings the database up to date, runs <paramref name="seed"/> and ends; without it the service serves.
    /// </summary>
    public static async Task<int> RunService<TDb>(this WebApplication app, string[] args, Func<TDb, TimeProvider, Task>? seed = null)
        where TDb : ServiceDb
    {
        if (args is ["migrate"])
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            await db.Database.MigrateAsync();
            if (seed is not null)
            {
                await seed(db, scope.ServiceProvider.GetRequiredService<TimeProvider>());
            }

            return 0;
        }

        return await app.RunWeb();
    }

    public static async Task<int> RunWeb(this WebApplication app)
    {
        Trust.RefuseRoutesWithoutPolicy(app);
        await app.RunAsync();
        return 0;
    }

    /// <summary>A setting the service cannot do without.</summary>
    public static string GetRequired(this IConfiguration configuration, string key)
        => configuration[key] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"Set {key} (as an environment variable: {key.Replace(":", "__", StringComparison.Ordinal)}).");

    /// <summary>Today in Europe/London: the calendar by which every date of the Academy is meant.</summary>
    public static DateOnly Today(this TimeProvider time) => time.GetUtcNow().DayInLondon();

    /// <summary>The day it is in Europe/London at an instant.</summary>
    public static DateOnly DayInLondon(this DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, London).DateTime);

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static NpgsqlDataSource Database(IConfiguration configuration, string service)
    {
        var builder = new NpgsqlDataSourceBuilder(configuration.GetRequired("ConnectionStrings:Database"));
        builder.ConnectionStringBuilder.ApplicationName = $"academy-{service}";
        builder.ConnectionStringBuilder.MaxPoolSize = Math.Min(builder.ConnectionStringBuilder.MaxPoolSize, 24);
        builder.ConnectionStringBuilder.MaxAutoPrepare = 50;

        // Nothing here changes a session: locks and temporary tables end with their transaction. So nothing has to be reset.
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        return builder.Build();
    }
}

/// <summary>A service's name in lower case, as in its addresses and queues.</summary>
internal sealed record ServiceName(string Value);

internal static class ServiceHealth
{
    public const string Ready = "ready";

    /// <summary>The verdict, and a line for each part that is not well: enough to know where to look, and no more.</summary>
    public static Task Tell(HttpContext http, HealthReport report)
    {
        var unwell = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .Select(entry => $"{entry.Key}: {entry.Value.Description}");
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(string.Join('\n', unwell.Prepend(report.Status.ToString())), http.RequestAborted);
    }
}

/// <summary>Ready means: the database answers and every migration has been applied.</summary>
internal sealed class DatabaseHealth(ServiceDb db) : IHealthCheck
{
    private static bool _isMigrated;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!_isMigrated)
            {
                _isMigrated = !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
            }

            return _isMigrated && await db.Database.CanConnectAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("Run the service once with the argument migrate.");
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("PostgreSQL does not answer.");
        }
    }
}

/// <summary>What a service forgets every hour.</summary>
/// <param name="Sql">Run once an hour; <c>$1</c>, where it has one, is the moment <paramref name="After"/> ago.</param>
public sealed record Sweep(string Sql, TimeSpan? After = null)
{
    /// <summary>Answers go after a day, handled messages and those sent again after a week, ended access once no token is that old.</summary>
    internal static readonly Sweep[] OfEveryService =
    [
        new("DELETE FROM idempotency_keys WHERE created_at < $1", TimeSpan.FromDays(1)),
        new("DELETE FROM inbox WHERE heard_at < $1", TimeSpan.FromDays(7)),
        new("DELETE FROM ended_access WHERE ended_at < $1", EndedAccess.Kept),
        new("DELETE FROM failed_messages WHERE replayed_at < $1", TimeSpan.FromDays(7)),
    ];

    internal NpgsqlBatchCommand At(DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand(Sql);
        if (After is { } after)
        {
            command.Parameters.Add(new() { Value = now - after });
        }

        return command;
    }
}

internal sealed class Sweeper(NpgsqlDataSource database, IEnumerable<Sweep> more, TimeProvider time, ILogger<Sweeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var batch = database.CreateBatch();
                foreach (var sweep in Sweep.OfEveryService.Concat(more))
                {
                    batch.BatchCommands.Add(sweep.At(time.GetUtcNow()));
                }

                await batch.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                logger.LogWarning("Sweeping waits for the next hour: {Failure}", failure.Message);
            }
        }
    }
}
