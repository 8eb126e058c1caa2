using System.Diagnostics;
using System.Globalization;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;

namespace Academy.Pages;

/// <summary>429: too many tries; with the moment from which one may try again.</summary>
public sealed class TooManyTries(DateTimeOffset until)
    : Problem(StatusCodes.Status429TooManyRequests, "too-many-tries", "There were too many tries.")
{
    public DateTimeOffset Until { get; } = until;
}

/// <summary>503: a service that a page cannot do without does not answer.</summary>
public sealed class ServiceDown()
    : Problem(StatusCodes.Status503ServiceUnavailable, "try-again", "A service does not answer.");

/// <summary>What an error page says. It needs no database and no session.</summary>
public sealed record ProblemPage(int Status, string? Reference, DateTimeOffset? TryAgainAt, int Minutes);

/// <summary>A problem is a page for people who read pages, and problem details (RFC 9457) for everybody else.</summary>
internal sealed class ProblemPages(IModelMetadataProvider metadata, TimeProvider time) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context)
        => context.HttpContext.Request.GetTypedHeaders().Accept?.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)) == true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var error = context.Exception ?? http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var until = (error as TooManyTries)?.Until;
        var minutes = until is null ? 0 : (int)Math.Ceiling((until.Value - time.GetUtcNow()).TotalMinutes);
        if (until is not null)
        {
            http.Response.Headers.RetryAfter = (Math.Max(1, minutes) * 60).ToString(CultureInfo.InvariantCulture);
        }

        http.Response.Headers.CacheControl = "no-store";
        var trace = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        var page = new ProblemPage(http.Response.StatusCode, trace[..Math.Min(8, trace.Length)], until, Math.Max(1, minutes));
        var view = new ViewResult
        {
            ViewName = "/Views/Problem.cshtml",
            ViewData = new ViewDataDictionary<ProblemPage>(metadata, new ModelStateDictionary()) { Model = page },
            StatusCode = page.Status,
        };
        return new ValueTask(view.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())));
    }
}
