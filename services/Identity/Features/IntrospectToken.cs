using System.Text.Json.Serialization;
using Academy.Identity.Connect;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Academy.Identity.Features;

/// <summary>Whether an access token is good now (RFC 7662), and if so what it allows; nothing about one that is not.</summary>
public sealed record IntrospectTokenResponse(
    [property: JsonPropertyName("active")] bool Active,
    [property: JsonPropertyName("scope"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Scope = null,
    [property: JsonPropertyName("client_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientId = null,
    [property: JsonPropertyName("sub"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subject = null,
    [property: JsonPropertyName("aud"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Audience = null,
    [property: JsonPropertyName("iss"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Issuer = null,
    [property: JsonPropertyName("exp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ExpiresAt = null,
    [property: JsonPropertyName("iat"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? IssuedAt = null,
    [property: JsonPropertyName("jti"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id = null,
    [property: JsonPropertyName("token_type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TokenType = null);

internal static class IntrospectToken
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/connect/introspection", Handle)
            .AllowAnonymous()
            .WithMetadata(new RequestSizeLimitAttribute(32 * 1024))
            .WithName(nameof(IntrospectToken));

    private static Task<Results<Ok<IntrospectTokenResponse>, JsonHttpResult<TokenErrorResponse>>> Handle(
        HttpContext http, ClientAuthentication authentication, OwnTokens tokens, IdentityDb db, Standings standings, CancellationToken cancellationToken)
        => TokenErrors.Answer(http, async () =>
        {
            var request = await TokenRequest.Read(http.Request, cancellationToken);
            var client = await authentication.Authenticate(http.Request, request, cancellationToken);
            if (!client.MayIntrospect)
            {
                throw new TokenRefused("unauthorized_client", "The client is not registered to ask about tokens.");
            }

            var shown = request.Token ?? throw TokenRefused.Request("Send token.");
            return await tokens.ReadAccessToken(shown, cancellationToken) is { } token && await Holds(token, db, standings, cancellationToken)
                ? Describe(token)
                : new IntrospectTokenResponse(Active: false);
        });

    /// <summary>A person's token while what the person granted holds; a system's own while the system is registered.</summary>
    private static async Task<bool> Holds(JsonWebToken token, IdentityDb db, Standings standings, CancellationToken cancellationToken)
    {
        if (token.TryGetPayloadValue<string>(AccessTokens.GrantClaim, out var grant))
        {
            return await standings.Of(grant, cancellationToken) is not null;
        }

        var client = token.GetPayloadValue<string>("client_id");
        return await db.Clients.AnyAsync(c => c.Id == client, cancellationToken);
    }

    private static IntrospectTokenResponse Describe(JsonWebToken token) => new(
        Active: true,
        token.GetPayloadValue<string>("scope"),
        token.GetPayloadValue<string>("client_id"),
        token.Subject,
        [.. token.Audiences],
        token.Issuer,
        token.GetPayloadValue<long>("exp"),
        token.GetPayloadValue<long>("iat"),
        token.Id,
        "Bearer");
}
