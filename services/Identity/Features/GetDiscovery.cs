using System.Text.Json.Serialization;
using Academy.Identity.Connect;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Features;

/// <summary>What this issuer can do (RFC 8414, OpenID Connect Discovery); it names nothing that is not there.</summary>
public sealed record DiscoveryResponse(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("authorization_endpoint")] string AuthorizationEndpoint,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("userinfo_endpoint")] string UserInfoEndpoint,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("end_session_endpoint")] string EndSessionEndpoint,
    [property: JsonPropertyName("revocation_endpoint")] string RevocationEndpoint,
    [property: JsonPropertyName("introspection_endpoint")] string IntrospectionEndpoint)
{
    private static readonly string[] AuthMethods = ["private_key_jwt", "client_secret_basic", "client_secret_post"];
    private static readonly string[] Es256 = [SecurityAlgorithms.EcdsaSha256];

    [JsonPropertyName("scopes_supported")]
    public IReadOnlyList<string> ScopesSupported { get; } = [.. Scopes.OfPeople.Concat(Scopes.All).Select(scope => scope.Name)];

    [JsonPropertyName("claims_supported")]
    public IReadOnlyList<string> Claims { get; } =
        ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "amr", "sid", "at_hash", "learner_id", "org", "org_kind", "org_name", "roles", "name", "locale", "email", "email_verified"];

    [JsonPropertyName("response_types_supported")]
    public IReadOnlyList<string> ResponseTypes { get; } = ["code"];

    [JsonPropertyName("response_modes_supported")]
    public IReadOnlyList<string> ResponseModes { get; } = ["query", "form_post"];

    [JsonPropertyName("grant_types_supported")]
    public IReadOnlyList<string> GrantTypesSupported { get; } = GrantTypes.All;

    [JsonPropertyName("code_challenge_methods_supported")]
    public IReadOnlyList<string> ChallengeMethods { get; } = [Pkce.Method];

    [JsonPropertyName("prompt_values_supported")]
    public IReadOnlyList<string> Prompts { get; } = AuthorizationParameters.Prompts;

    [JsonPropertyName("subject_types_supported")]
    public IReadOnlyList<string> SubjectTypes { get; } = ["public"];

    [JsonPropertyName("id_token_signing_alg_values_supported")]
    public IReadOnlyList<string> IdTokenAlgorithms { get; } = Es256;

    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> TokenAuthMethods { get; } = [.. AuthMethods, "none"];

    [JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")]
    public IReadOnlyList<string> TokenAuthAlgorithms { get; } = Es256;

    [JsonPropertyName("revocation_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> RevocationAuthMethods { get; } = [.. AuthMethods, "none"];

    [JsonPropertyName("revocation_endpoint_auth_signing_alg_values_supported")]
    public IReadOnlyList<string> RevocationAuthAlgorithms { get; } = Es256;

    [JsonPropertyName("introspection_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> IntrospectionAuthMethods { get; } = AuthMethods;

    [JsonPropertyName("introspection_endpoint_auth_signing_alg_values_supported")]
    public IReadOnlyList<string> IntrospectionAuthAlgorithms { get; } = Es256;

    [JsonPropertyName("authorization_response_iss_parameter_supported")]
    public bool SendsIssuer { get; } = true;

    [JsonPropertyName("claims_parameter_supported")]
    public bool TakesClaims { get; }

    [JsonPropertyName("request_parameter_supported")]
    public bool TakesRequestObjects { get; }

    [JsonPropertyName("request_uri_parameter_supported")]
    public bool TakesRequestUris { get; }
}

internal static class GetDiscovery
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/.well-known/openid-configuration", Handle)
            .AllowAnonymous()
            .RequireCors(ClientOrigins.Everybody)
            .WithName(nameof(GetDiscovery));

    private static Ok<DiscoveryResponse> Handle(Issuer issuer, HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Ok(new DiscoveryResponse(
            issuer.Name, issuer.AuthorizationEndpoint, issuer.TokenEndpoint, issuer.UserInfoEndpoint, issuer.KeysEndpoint,
            issuer.EndSessionEndpoint, issuer.RevocationEndpoint, issuer.IntrospectionEndpoint));
    }
}
