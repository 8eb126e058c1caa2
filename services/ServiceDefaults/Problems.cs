using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Academy.ServiceDefaults;

/// <summary>A request that cannot be carried out, with the sentence that tells the caller how to put it right (RFC 9457).</summary>
public abstract class Problem(int status, string slug, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Slug { get; } = slug;
}

/// <summary>400: the request is not of the right form.</summary>
public sealed class BadRequest(string slug, string detail) : Problem(StatusCodes.Status400BadRequest, slug, detail);

/// <summary>409: something else is under way, or was first.</summary>
public sealed class Conflict(string slug, string detail) : Problem(StatusCodes.Status409Conflict, slug, detail);

/// <summary>422: the request is well formed and breaks a rule.</summary>
public sealed class RuleBroken(string detail, string slug = "rule-broken")
    : Problem(StatusCodes.Status422UnprocessableEntity, slug, detail);

/// <summary>404: not there, or not the caller's to see; the two get the same answer.</summary>
public sealed class NotThere()
    : Problem(StatusCodes.Status404NotFound, "not-found", "There is nothing here that you may see. Check the address and who you are signed in as.");

/// <summary>412 and 428: a change that is not based on the newest version.</summary>
public sealed class StaleVersion(int status, string detail) : Problem(status, "stale-version", detail);

internal sealed class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        var (status, slug, detail) = Describe(exception);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            logger.LogError(exception, "{Method} {Route} failed", http.Request.Method, http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName);
        }

        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "2";
        }

        http.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = http,
            ProblemDetails = new ProblemDetails { Status = status, Type = $"/problems/{slug}", Detail = detail },
        });
    }

    private static (int Status, string Slug, string Detail) Describe(Exception exception) => exception switch
    {
        Problem problem => (problem.Status, problem.Slug, problem.Message),
        BadHttpRequestException bad => (bad.StatusCode, "bad-request", Readable(bad)),
        _ when LostRace.Caused(exception) => (409, "changed-meanwhile", "Somebody else changed this at the same moment. Read it again and repeat your change."),
        _ when Outage.Caused(exception) => (503, "try-again", "The service cannot reach its database just now. Nothing was changed. Try again in a few seconds."),
        OperationCanceledException => (499, "cancelled", "The request was ended before it was answered."),
        _ => (500, "unexpected", "Something went wrong on our side. Quote the trace id when you report it."),
    };

    private static string Readable(BadHttpRequestException bad)
        => bad.InnerException is System.Text.Json.JsonException json
            ? $"The body is not the JSON expected here, at {json.Path ?? "its start"}, line {json.LineNumber + 1}."
            : bad.Message;
}

internal static class ProblemDefaults
{
    /// <summary>What is refused before any code of a service sees it.</summary>
    private static readonly Dictionary<int, (string Type, string Detail)> Refusals = new()
    {
        [401] = ("/problems/not-signed-in", "Send a valid access token for this service: Authorization: Bearer, from /connect/token."),
        [403] = ("/problems/not-allowed", "Your access token lacks the scope this needs. Ask for a token with it."),
        [404] = ("/problems/not-found", "There is nothing at this address. Check it against the API description."),
        [405] = ("/problems/method-not-allowed", "This address does not take this method. See the Allow header."),
        [413] = ("/problems/too-large", "The body is too large for this address. Send less at once."),
        [415] = ("/problems/unsupported-media-type", "The body is of a type this address does not read. Most take application/json."),
        [502] = ("/problems/try-again", "The service behind this address cannot be reached just now. Try again in a few seconds."),
        [503] = ("/problems/try-again", "The service cannot answer just now. Try again in a few seconds."),
        [504] = ("/problems/try-again", "The service behind this address took too long. Try again in a few seconds."),
    };

    public static void AddProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<ProblemHandler>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
            if (context.ProblemDetails is HttpValidationProblemDetails)
            {
                context.ProblemDetails.Type = "/problems/invalid-request";
                context.ProblemDetails.Detail = "Put right what `errors` lists, field by field, and send the request again.";
            }
            else if (context.ProblemDetails.Detail is null && Refusals.TryGetValue(context.ProblemDetails.Status ?? 0, out var refusal))
            {
                (context.ProblemDetails.Type, context.ProblemDetails.Detail) = refusal;
            }
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }
}

/// <summary>Versions as entity tags: reads that have not changed answer 304, writes name the version they are based on.</summary>
public static class EntityTag
{
    public static string Of(long version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Whether the caller already has this version (If-None-Match).</summary>
    public static bool IsKnown(HttpRequest request, long version)
        => Contains(request.Headers.IfNoneMatch, version);

    /// <summary>Refuses a change that is not based on this version (If-Match): 428 without one, 412 with another.</summary>
    public static void Require(HttpRequest request, long version)
    {
        if (StringValues.IsNullOrEmpty(request.Headers.IfMatch))
        {
            throw new StaleVersion(428, "Send If-Match with the ETag of the version you read, so that nobody's change is lost.");
        }

        if (!Contains(request.Headers.IfMatch, version))
        {
            throw new StaleVersion(412, "This was changed after you read it. Read it again and repeat your change.");
        }
    }

    private static bool Contains(StringValues header, long version)
        => EntityTagHeaderValue.TryParseList(header, out var tags)
            && tags.Any(tag => tag.Tag == "*" || tag.Tag == Of(version));
}
