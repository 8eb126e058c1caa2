using System.Text.Json.Serialization;
using Academy.Passport.Credentials;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

/// <summary>Who the Academy is as an issuer of credentials, and its keys (W3C DID Core, did:web). Keys that no longer sign stay, so that old credentials verify.</summary>
public sealed record GetDidResponse(
    [property: JsonPropertyName("@context")] IReadOnlyList<string> Context,
    string Id,
    IReadOnlyList<VerificationMethod> VerificationMethod,
    IReadOnlyList<string> AssertionMethod);

/// <param name="Id">The key's DID URL: what the header of a credential names as kid.</param>
public sealed record VerificationMethod(string Id, string Type, string Controller, PublicKeyJwk PublicKeyJwk);

public sealed record PublicKeyJwk(string Kty, string Crv, string Alg, string Kid, string X, string Y);

internal static class GetDid
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/.well-known/did.json", Handle).AllowAnonymous();

    private static async Task<Ok<GetDidResponse>> Handle(
        CredentialIssuer issuer, CredentialKeys keys, HttpResponse response, CancellationToken cancellationToken)
    {
        var published = (await keys.Get(cancellationToken)).Published;
        response.Headers.CacheControl = "public, max-age=300";
        response.Headers.AccessControlAllowOrigin = "*";
        return TypedResults.Ok(new GetDidResponse(
            ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
            issuer.Did,
            [.. published.Select(key => new VerificationMethod(
                key.Kid, "JsonWebKey", issuer.Did, new PublicKeyJwk("EC", "P-256", "ES256", key.Id, key.X, key.Y)))],
            [.. published.Select(key => key.Kid)]));
    }
}
