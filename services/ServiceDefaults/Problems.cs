using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Academy.ServiceDefaults;

/// <summary>A request that cannot be carried out, with the sentence that tells the caller how to put it right (RFC 9457).</summary>
public abstract class Problem(int status, string slug, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Slug { get; } = slug;

    /// <summary>Where the same request is to be made instead, as a redirect says it.</summary>
    public virtual string? Address(HttpRequest request) => null;
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

internal sealed partial class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> logger) : IExceptionHandler
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

        if ((exception as Problem)?.Address(http.Request) is { } address)
        {
            http.Response.Headers.Location = address;
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
        _ when Unstorable(exception) => (400, "nul-character", "A text of the request holds the character U+0000, which cannot be stored. Take it out."),
        _ when LostRace.Caused(exception) => (409, "changed-meanwhile", "Somebody else changed this at the same moment. Read it again and repeat your change."),
        _ when Outage.Caused(exception) => (503, "try-again", "The service cannot reach its database just now. Nothing was changed. Try again in a few seconds."),
        OperationCanceledException => (499, "cancelled", "The request was ended before it was answered."),
        _ => (500, "unexpected", "Something went wrong on our side. Quote the trace id when you report it."),
    };

    private static bool Unstorable(Exception exception)
        => (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter;

    private static string Readable(BadHttpRequestException bad)
    {
        if (bad.InnerException is System.Text.Json.JsonException json)
        {
            return $"The body is not the JSON expected here, at {json.Path ?? "its start"}, line {json.LineNumber + 1}.";
        }

        if (bad.Message.Contains("no body was provided", StringComparison.Ordinal) || bad.Message.Contains("not provided from body", StringComparison.Ordinal))
        {
            return "Send the fields of this request as a JSON body.";
        }

        return Unbound().Match(bad.Message) is { Success: true } unbound
            ? $"{unbound.Groups["name"].Value} is not {Kind(unbound.Groups["type"].Value)}. Correct it or leave it out."
            : bad.Message;
    }

    private static string Kind(string type) => type switch
    {
        "Guid" => "an id as it was given out (a UUID)",
        "DateOnly" => "a day written as YYYY-MM-DD",
        "int" or "long" => "a whole number",
        "bool" => "true or false",
        _ => "one of the values it can have",
    };

    [GeneratedRegex("^Failed to bind parameter \"(Nullable<)?(?<type>\\w+)>? (?<name>\\w+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unbound();
}

internal static class ProblemDefaults
{
    /// <summary>What is refused before any code of a service sees it.</summary>
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

            if (context.ProblemDetails.Detail is null && WhatToDo(context.HttpContext) is { } refusal)
            {
                (context.ProblemDetails.Type, context.ProblemDetails.Detail) = ($"/problems/{refusal.Slug}", refusal.Detail);
            }
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolver =
            (json.SerializerOptions.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RefuseNullsInLists));
    }

    /// <summary>Refuses a body in a character set that is not known here, before anything tries to read it.</summary>
    public static void UseKnownCharsets(this IApplicationBuilder app) => app.Use((http, next) =>
        http.Request.GetTypedHeaders().ContentType is { Charset.Length: > 0, Encoding: null }
            ? throw new UnknownCharset()
            : next(http));

    /// <summary>The compiler's promise that no element is null is not kept by the serializer, nor looked at by validation.</summary>
    private static void RefuseNullsInLists(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { } element && Nullable.GetUnderlyingType(element) is null && !element.IsValueType)
        {
            type.OnDeserialized = list =>
            {
                if (((System.Collections.IEnumerable)list).Cast<object?>().Contains(null))
                {
                    throw new BadRequest("null-in-list", "A list in the body holds null. Take it out, or put in its place what belongs there.");
                }
            };
        }
    }

    private static (string Slug, string Detail)? WhatToDo(HttpContext http) => http.Response.StatusCode switch
    {
        401 => ("not-signed-in", "Send an access token for this service, as Authorization: Bearer and the token. /connect/token gives one out; it lasts a few minutes."),
        403 when http.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is { } needed
            => ("not-allowed", $"Your access token may not do this. It takes the scope {needed.Scope}, held by somebody who is allowed to."),
        403 => ("not-allowed", "Your access token may not do this. Use one of somebody who is allowed to."),
        404 => ("not-found", "There is nothing at this address. Check it; the addresses are listed in /openapi."),
        405 => ("method-not-allowed", "This address does not take this method. The Allow header names those it takes."),
        408 => ("too-slow", "The request did not arrive in time. Send it again."),
        413 => ("too-large", "The body is larger than is taken here. Send it in parts."),
        415 => ("unsupported-media-type", "The body is not of a type that is taken here. Send JSON with Content-Type: application/json, or a file with Content-Type: text/csv."),
        502 or 503 or 504 => ("try-again", "The service behind this address does not answer just now. Try again in a few seconds, with the same Idempotency-Key if you sent one."),
        _ => null,
    };

    private sealed class UnknownCharset()
        : Problem(StatusCodes.Status415UnsupportedMediaType, "unknown-charset", "The charset of Content-Type is not known here. Send the body as UTF-8.");
}

/// <summary>Versions as entity tags: reads that have not changed answer 304, writes name the version they are based on.</summary>
public static class EntityTag
{
    public static string Of(long version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Whether the caller already has this version (If-None-Match).</summary>
    public static bool IsKnown(HttpRequest request, long version)
        => Contains(request.Headers.IfNoneMatch, version);

    /// <summary>The versions the caller has, so that they need not be read (If-None-Match).</summary>
    public static long[] Known(HttpRequest request)
        => request.Headers.IfNoneMatch.Count > 0 && EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
            ? [.. tags.Select(tag => long.TryParse(tag.Tag.AsSpan().Trim('"'), System.Globalization.CultureInfo.InvariantCulture, out var version) && tag.Tag == Of(version) ? version : 0)]
            : [];

    /// <summary>Says that a route asks for <c>If-Match</c>; its handler calls <see cref="Require"/>.</summary>
    public static TBuilder Versioned<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new VersionedEndpoint());

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

internal sealed record VersionedEndpoint;
