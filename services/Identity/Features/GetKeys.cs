using System.Text.Json.Serialization;
using Academy.Identity.Connect;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Identity.Features;

public sealed record KeysResponse([property: JsonPropertyName("keys")] IReadOnlyList<PublicKey> Keys);

public sealed record PublicKey(string Kty, string Crv, string Use, string Alg, string Kid, string X, string Y);

internal static class GetKeys
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/.well-known/jwks.json", Handle)
            .AllowAnonymous()
            .RequireCors(ClientOrigins.Everybody)
            .WithName(nameof(GetKeys));

    private static async Task<Ok<KeysResponse>> Handle(SigningKeys keys, HttpResponse response, CancellationToken cancellationToken)
    {
        var published = (await keys.Get(cancellationToken)).Published;
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new KeysResponse(
            [.. published.Select(key => new PublicKey(key.Kty, key.Crv, key.Use, key.Alg, key.Kid, key.X, key.Y))]));
    }
}
