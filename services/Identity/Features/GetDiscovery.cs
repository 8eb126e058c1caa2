using System.Text.Json.Serialization;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Features;

/// <summary>What this issuer can do (RFC 8414, OpenID Connect Discovery); it names nothing that is not there yet.</summary>
public sealed record DiscoveryResponse(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> Scopes,
    [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> ResponseTypes,
    [property: JsonPropertyName("grant_types_supported")] IReadOnlyList<string> GrantTypes,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")] IReadOnlyList<string> AuthMethods,
    [property: JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")] IReadOnlyList<string> AuthAlgorithms);

internal static class GetDiscovery
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/.well-known/openid-configuration", Handle).AllowAnonymous().WithName(nameof(GetDiscovery));

    private static Ok<DiscoveryResponse> Handle(Issuer issuer, HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Ok(new DiscoveryResponse(
            issuer.Name,
            issuer.TokenEndpoint,
            issuer.KeysEndpoint,
            [.. Scopes.All.Select(scope => scope.Name)],
            ResponseTypes: [],
            ["client_credentials"],
            ["private_key_jwt", "client_secret_basic", "client_secret_post"],
            [SecurityAlgorithms.EcdsaSha256]));
    }
}
