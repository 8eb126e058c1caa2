using System.ComponentModel.DataAnnotations;
using Academy.Passport.Credentials;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Passport.Features;

/// <summary>A credential as a compact JWS (vc+jwt), or a presentation of several (vp+jwt), of the Academy or of an issuer it trusts.</summary>
public sealed record VerifyCredentialRequest([Required, StringLength(Jws.Longest)] string Credential);

/// <summary>The public door for credentials: what each question about one is answered with. Nothing of it is stored.</summary>
internal static class VerifyCredential
{
    private const int MostBytes = Jws.Longest + 1_000;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/credentials/verify", Handle).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    private static async Task<Ok<CredentialFindings>> Handle(
        VerifyCredentialRequest request, CredentialVerifier verifier, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await verifier.Verify(request.Credential, cancellationToken));
    }
}
