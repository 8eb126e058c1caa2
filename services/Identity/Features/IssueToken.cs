using System.Text.Json.Serialization;
using Academy.Identity.Connect;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Identity.Features;

public sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("id_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IdToken = null,
    [property: JsonPropertyName("refresh_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken = null);

internal static class IssueToken
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/connect/token", Handle)
            .AllowAnonymous()
            .RequireCors(ClientOrigins.Registered)
            .WithMetadata(new RequestSizeLimitAttribute(32 * 1024))
            .WithName(nameof(IssueToken));

    private static Task<Results<Ok<TokenResponse>, JsonHttpResult<TokenErrorResponse>>> Handle(
        HttpContext http, ClientAuthentication authentication, AccessTokens accessTokens, Grants grants, CancellationToken cancellationToken)
        => TokenErrors.Answer(http, async () =>
        {
            var request = await TokenRequest.Read(http.Request, cancellationToken);
            var client = await authentication.Authenticate(http.Request, request, cancellationToken);
            RequireGrantType(client, request.GrantType);
            if (request.GrantType == GrantTypes.ClientCredentials)
            {
                var scopes = OwnScopes(client, request.Scope);
                return Give(await accessTokens.Issue(client, scopes, cancellationToken), scopes);
            }

            var tokens = request.GrantType == GrantTypes.AuthorizationCode
                ? await grants.Redeem(client, request, cancellationToken)
                : await grants.Refresh(client, request, cancellationToken);
            return Give(tokens.AccessToken, tokens.Scopes, tokens.IdToken, tokens.RefreshToken);
        });

    private static TokenResponse Give(string accessToken, IReadOnlyList<string> scopes, string? idToken = null, string? refreshToken = null)
        => new(accessToken, "Bearer", (int)AccessTokens.Lifetime.TotalSeconds, string.Join(' ', scopes), idToken, refreshToken);

    private static void RequireGrantType(Client client, string? grantType)
    {
        if (grantType is null || !GrantTypes.All.Contains(grantType))
        {
            var known = string.Join(", ", GrantTypes.All);
            throw grantType is null
                ? TokenRefused.Request($"Send grant_type: {known}.")
                : new TokenRefused("unsupported_grant_type", $"The grant types are {known}.");
        }

        if (!client.GrantTypes.Contains(grantType))
        {
            throw new TokenRefused("unauthorized_client", "The client is not registered for this grant type.");
        }
    }

    private static string[] OwnScopes(Client client, string? scope)
    {
        string[] held = [.. client.Scopes.Where(name => !Scopes.IsOfPeople(name))];
        var asked = scope is null ? held : Scopes.Read(scope);
        return asked.Length > 0 && asked.All(held.Contains)
            ? asked
            : throw new TokenRefused("invalid_scope", "The client does not hold every scope it asks for. Ask for fewer, or for none to get all it holds.");
    }
}
