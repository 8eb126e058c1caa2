using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Academy.ServiceDefaults;

/// <summary>Traces, metrics and logs over OTLP, as soon as OTEL_EXPORTER_OTLP_ENDPOINT names a collector.</summary>
internal static class Telemetry
{
    public const string OutboxSource = "Academy.Outbox";

    /// <summary>Tells of a message that was taken in whether it had been before.</summary>
    public const string Repeated = "academy.inbox.repeated";

    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", "Yarp.ReverseProxy", OutboxSource];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql", "MassTransit", OutboxSource,
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        // Without it ASP.NET Core leaves route and status to an instrumentation package that is not used here.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", isEnabled: false);
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                $"academy-{service}", serviceNamespace: "academy", serviceInstanceId: Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .WithLogging()
            .WithTracing(traces => traces.AddSource(Sources).AddProcessor(new Redacted()))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .UseOtlpExporter();
    }

    public static void UseRouteInTraces(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        await next(http);
        if (Activity.Current is { } activity && http.GetEndpoint() is RouteEndpoint route)
        {
            activity.DisplayName = $"{http.Request.Method} {route.RoutePattern.RawText}";
            activity.SetTag("http.route", route.RoutePattern.RawText);
            activity.SetTag("http.response.status_code", http.Response.StatusCode);
        }
    });

    /// <summary>An address without what must not be known from it: people's numbers, and the tokens of links that sign somebody in.</summary>
    internal static string WithoutSecrets(string address) => string.Join('/', address.Split('/').Select(part
        => Codes.TryRead(part, out _) ? "{number}"
        : part.Length >= 20 && !Guid.TryParse(part, out _) && part.Any(symbol => char.IsAsciiDigit(symbol) || char.IsAsciiLetterUpper(symbol)) ? "{token}"
        : part));

    /// <summary>A trace is read by more people than may know what stands in some addresses.</summary>
    private sealed class Redacted : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            foreach (var tag in new[] { "url.path", "url.full" })
            {
                if (data.GetTagItem(tag) is string address)
                {
                    data.SetTag(tag, WithoutSecrets(address));
                }
            }
        }
    }
}
