using Academy.Identity.Domain;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Connect;

/// <summary>Reads tokens this issuer signed, when they are shown to it again; what is not one of them is nothing.</summary>
internal sealed class OwnTokens(Issuer issuer, SigningKeys keys, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 8 * 1024 };

    /// <summary>An access token that is still good.</summary>
    public Task<JsonWebToken?> ReadAccessToken(string token, CancellationToken cancellationToken)
        => Read(token, AccessTokens.Type, mayHaveExpired: false, cancellationToken);

    /// <summary>An id token, whenever it was issued: it is shown to end the session it is of.</summary>
    public Task<JsonWebToken?> ReadIdToken(string token, CancellationToken cancellationToken)
        => Read(token, IdTokens.Type, mayHaveExpired: true, cancellationToken);

    private async Task<JsonWebToken?> Read(string token, string type, bool mayHaveExpired, CancellationToken cancellationToken)
    {
        if (token.Length > _handler.MaximumTokenSizeInBytes || !_handler.CanReadToken(token))
        {
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer.Name,
            ValidateAudience = false,
            ValidTypes = [type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = (await keys.Get(cancellationToken)).Published,
            LifetimeValidator = (_, expires, _, _) => expires is not null && (mayHaveExpired || now < expires),
        });
        return result.IsValid ? (JsonWebToken)result.SecurityToken : null;
    }
}
