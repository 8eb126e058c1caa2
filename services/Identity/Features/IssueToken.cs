using System.Text.Json.Serialization;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Identity.Features;

public sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope);

public sealed record TokenErrorResponse(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description);

internal static class IssueToken
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/connect/token", Handle)
            .AllowAnonymous()
            .WithMetadata(new RequestSizeLimitAttribute(32 * 1024))
            .WithName(nameof(IssueToken));

    private static async Task<Results<Ok<TokenResponse>, JsonHttpResult<TokenErrorResponse>>> Handle(
        HttpContext http, ClientAuthentication authentication, AccessTokens tokens, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            var request = TokenRequest.Read(await ReadForm(http.Request, cancellationToken));
            var authorization = http.Request.Headers.Authorization;
            var client = await authentication.Authenticate(
                authorization.Count == 0 ? null : authorization.ToString(), request, cancellationToken);
            var scopes = Grant(client, request);
            return TypedResults.Ok(new TokenResponse(
                tokens.Issue(client, scopes), "Bearer", (int)AccessTokens.Lifetime.TotalSeconds, string.Join(' ', scopes)));
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

    private static string[] Grant(Client client, TokenRequest request)
    {
        if (request.GrantType is null)
        {
            throw TokenRefused.Request("Send grant_type=client_credentials.");
        }

        if (request.GrantType != "client_credentials")
        {
            throw new TokenRefused("unsupported_grant_type", "The only grant type is client_credentials.");
        }

        if (request.Scope is null)
        {
            return client.Scopes;
        }

        string[] asked = [.. request.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
        var missing = asked.Where(scope => !client.Scopes.Contains(scope)).ToList();
        return asked.Length > 0 && missing.Count == 0
            ? asked
            : throw new TokenRefused("invalid_scope", "The client does not hold every scope it asks for. Ask for fewer, or for none to get all it holds.");
    }

    private static async Task<IFormCollection> ReadForm(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw TokenRefused.Request("Send the fields as application/x-www-form-urlencoded.");
        }

        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw TokenRefused.Request("The form is too large or not well formed.");
        }
    }
}
