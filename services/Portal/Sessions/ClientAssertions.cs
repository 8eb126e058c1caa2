using System.Security.Cryptography;
using Academy.ServiceDefaults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Portal.Sessions;

/// <summary>How the portal proves that it is the portal: a statement signed with its own key, good once and for a minute (RFC 7523).</summary>
internal sealed class ClientAssertions(IConfiguration configuration, TimeProvider time)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly Lazy<SigningCredentials> _key = new(() =>
    {
        var key = ECDsa.Create();
        key.ImportFromPem(configuration.GetRequired("Portal:SignInKey"));
        return new(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256);
    });

    public string New(string issuer)
    {
        var now = time.GetUtcNow();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = SignInSetup.ClientId(configuration),
            Audience = issuer,
            IssuedAt = now.UtcDateTime,
            Expires = now.AddMinutes(1).UtcDateTime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = SignInSetup.ClientId(configuration), ["jti"] = Guid.NewGuid().ToString() },
            SigningCredentials = _key.Value,
        });
    }
}

/// <summary>The provider's documents name the addresses people see; inside the cluster they are asked where it listens.</summary>
internal sealed class InsideAddresses(string issuer, string inside) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsoluteUri is var address && address.StartsWith($"{issuer}/", StringComparison.Ordinal))
        {
            request.RequestUri = new Uri(inside + address[issuer.Length..]);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
