using System.Net.Http.Headers;
using System.Text;
using Academy.Identity.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Domain;

/// <summary>
/// Finds out which client asks: by its secret (client_secret_basic, client_secret_post) or by an assertion signed with
/// its own key (private_key_jwt, RFC 7523). Exactly one of them; a public client only says its name.
/// </summary>
internal sealed class ClientAuthentication(IdentityDb db, Issuer issuer, TimeProvider time)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestAssertion = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 8 * 1024 };

    public async Task<Client> Authenticate(HttpRequest request, TokenRequest form, CancellationToken cancellationToken)
    {
        var authorization = request.Headers.Authorization is { Count: > 0 } sent ? sent.ToString() : null;
        if ((authorization is null ? 0 : 1) + (form.ClientSecret is null ? 0 : 1) + (form.ClientAssertion is null ? 0 : 1) > 1)
        {
            throw TokenRefused.Request("Authenticate the client in one way only: the Authorization header, client_secret or client_assertion.");
        }

        if (form.ClientAssertion is not null)
        {
            return await ByAssertion(form, cancellationToken);
        }

        var (id, secret) = authorization is null ? (form.ClientId, form.ClientSecret) : Basic(authorization);
        if (authorization is not null && form.ClientId is not null && form.ClientId != id)
        {
            throw TokenRefused.Request("client_id is another client than the one in the Authorization header.");
        }

        if (id is null)
        {
            throw TokenRefused.Client();
        }

        var client = await Find(id, cancellationToken);
        var isItself = secret is null ? authorization is null && client is { IsPublic: true } : Client.HasSecret(client, secret);
        return isItself ? client! : throw TokenRefused.Client();
    }

    private async Task<Client> ByAssertion(TokenRequest form, CancellationToken cancellationToken)
    {
        if (form.ClientAssertionType != AssertionType)
        {
            throw TokenRefused.Request($"client_assertion_type must be {AssertionType}.");
        }

        if (form.ClientAssertion!.Length > _handler.MaximumTokenSizeInBytes || !_handler.CanReadToken(form.ClientAssertion))
        {
            throw TokenRefused.Client();
        }

        var id = ReadIssuer(form.ClientAssertion);
        var client = id is null || (form.ClientId is not null && form.ClientId != id) ? null : await Find(id, cancellationToken);
        if (client?.Keys is null)
        {
            throw TokenRefused.Client();
        }

        var now = time.GetUtcNow();
        var result = await _handler.ValidateTokenAsync(form.ClientAssertion, new TokenValidationParameters
        {
            ValidIssuer = client.Id,
            ValidAudiences = [issuer.Name, issuer.TokenEndpoint],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = new JsonWebKeySet(client.Keys).Keys,
            LifetimeValidator = (notBefore, expires, _, _) => IsTimely(notBefore, expires, now),
        });
        if (!result.IsValid
            || result.SecurityToken is not JsonWebToken { Id: { Length: > 0 and <= 200 } jti } assertion
            || jti.Contains('\0', StringComparison.Ordinal)
            || assertion.Subject != client.Id
            || !await db.UseAssertion(client.Id, jti, assertion.ValidTo + Skew, now, cancellationToken))
        {
            throw TokenRefused.Client();
        }

        return client;
    }

    private string? ReadIssuer(string assertion)
    {
        try
        {
            return _handler.ReadJsonWebToken(assertion).Issuer;
        }
        catch (Exception failure) when (failure is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static bool IsTimely(DateTime? notBefore, DateTime? expires, DateTimeOffset now)
        => expires is not null
            && expires > now.UtcDateTime - Skew
            && expires <= (now + LongestAssertion + Skew).UtcDateTime
            && (notBefore is null || notBefore <= (now + Skew).UtcDateTime);

    private async Task<Client?> Find(string id, CancellationToken cancellationToken)
        => id.Length > 100 || id.Contains('\0', StringComparison.Ordinal)
            ? null
            : await db.Clients.AsNoTracking().SingleOrDefaultAsync(client => client.Id == id, cancellationToken);

    private static (string? Id, string? Secret) Basic(string authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        var pair = new byte[header.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", pair, out var length))
        {
            return (null, null);
        }

        // RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
        return Encoding.UTF8.GetString(pair, 0, length).Split(':', 2) is [var id, var secret]
            ? (Uri.UnescapeDataString(id.Replace('+', ' ')), Uri.UnescapeDataString(secret.Replace('+', ' ')))
            : (null, null);
    }
}
