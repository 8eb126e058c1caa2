using System.Text.Json.Serialization;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Identity.Features;

public sealed record TokenErrorResponse(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description);

/// <summary>How the endpoints that clients authenticate at answer: never kept by a cache, refusals in the words of RFC 6749 §5.2.</summary>
internal static class TokenErrors
{
    public static async Task<Results<Ok<T>, JsonHttpResult<TokenErrorResponse>>> Answer<T>(HttpContext http, Func<Task<T>> work)
    {
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            return TypedResults.Ok(await work());
        }
        catch (TokenRefused refused)
        {
            var isClient = refused.Error == "invalid_client";
            if (isClient)
            {
                http.Response.Headers.WWWAuthenticate = "Basic realm=\"academy\", charset=\"UTF-8\"";
            }

            return TypedResults.Json(
                new TokenErrorResponse(refused.Error, refused.Message),
                statusCode: isClient ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest);
        }
    }
}
