using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Academy.ServiceDefaults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Testing;

/// <summary>Somebody who can sign in.</summary>
public sealed record Somebody(string Subject, string Name, Guid? LearnerId = null, OrganisationKind? Kind = null, Guid? OrganisationId = null, string? OrganisationName = null, string? Scope = null)
{
    public static readonly Somebody Amara = new("account-amara", "Amara Okafor", new Guid("01890a5d-0000-7000-8000-00000000000a"));
    public static readonly Somebody Lukasz = new("account-lukasz", "Łukasz Wójcik", new Guid("01890a5d-0000-7000-8000-00000000000b"));
    public static readonly Somebody Ruth = new("account-ruth", "Ruth Ellis", Kind: OrganisationKind.Employer, OrganisationId: new Guid("01890a5d-0000-7000-8000-0000000000e1"), OrganisationName: "Rosewood Care");
    public static readonly Somebody Bola = new("account-bola", "Bola Adeyemi", Kind: OrganisationKind.Employer, OrganisationId: new Guid("01890a5d-0000-7000-8000-000000000005"), OrganisationName: "Bluebell Staffing");
    public static readonly Somebody Joanne = new("account-joanne", "Joanne Pike", Kind: OrganisationKind.Partner, OrganisationId: new Guid("01890a5d-0000-7000-8000-0000000000b1"), OrganisationName: "Fit for Care Gyms");
    public static readonly Somebody Dev = new("account-dev", "Dev Patel", Kind: OrganisationKind.TrainingProvider, OrganisationId: new Guid("01890a5d-0000-7000-8000-000000000001"), OrganisationName: "Northgate Care Training");
    public static readonly Somebody Sam = new("account-sam", "Sam Carter", Kind: OrganisationKind.Academy, OrganisationId: new Guid("01890a5d-0000-7000-8000-0000000000ac"), OrganisationName: "Care Professional Academy");
    public static readonly Somebody Mary = new("account-mary", "Mary Boateng", Kind: OrganisationKind.Academy, OrganisationId: new Guid("01890a5d-0000-7000-8000-0000000000ac"), OrganisationName: "Care Professional Academy", Scope: "openid profile");
    public static readonly Somebody Frances = new("account-frances", "Frances Doyle", Kind: OrganisationKind.Commissioner, OrganisationId: new Guid("01890a5d-0000-7000-8000-0000000000c0"), OrganisationName: "County Council");
    public static readonly Somebody Newcomer = new("account-new", "Ma");
}

/// <summary>An OpenID Connect provider as the standard asks: codes good once with their PKCE verifier, a client that signs, refresh tokens good once.</summary>
/// <param name="accessToken">Makes somebody's access token; none makes one that means something here only.</param>
/// <param name="under">Below which path of its host it answers.</param>
public sealed class IdentityStandIn(TimeProvider time, Func<Somebody, string>? accessToken = null, string under = "/Identity")
{
    public const string Client = "academy-portal";
    private readonly ECDsa _portalKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<string, (Somebody Who, string Nonce, string Challenge)> _codes = new();
    private readonly ConcurrentDictionary<string, Somebody> _refreshTokens = new();
    private readonly ConcurrentDictionary<string, (Somebody Who, DateTimeOffset Until)> _accessTokens = new();
    private int _refreshes;

    /// <summary>The address people know it by; it follows the portal's own.</summary>
    public string Issuer { get; set; } = TestTokens.Issuer.Replace("https:", "http:", StringComparison.Ordinal);

    /// <summary>Where the portal is, if not at the provider's own address.</summary>
    public string? PortalAddress { get; set; }

    public string PortalKey => _portalKey.ExportPkcs8PrivateKeyPem();

    /// <summary>Takes the key, a public PEM, of a portal that has one already.</summary>
    public void Know(string portalKey) => _portalKey.ImportFromPem(portalKey);

    public int Refreshes => _refreshes;

    /// <summary>Whether the person's session has been ended there.</summary>
    public bool HasEnded { get; set; }

    public void Map(WebApplication host)
    {
        host.MapGet($"{under}/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Issuer,
            authorization_endpoint = $"{Issuer}/connect/authorize",
            token_endpoint = $"{Issuer}/connect/token",
            jwks_uri = $"{Issuer}/.well-known/jwks.json",
            end_session_endpoint = $"{Issuer}/connect/logout",
        }));
        host.MapGet($"{under}/.well-known/jwks.json", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(TestTokens.Key);
            return Results.Json(new { keys = new[] { new { kty = "EC", crv = key.Crv, x = key.X, y = key.Y, kid = "test", use = "sig", alg = "ES256" } } });
        });
        host.MapPost($"{under}/connect/token", async (HttpRequest request) => await Answer(await request.ReadFormAsync()));
    }

    /// <summary>What the authorization endpoint would send back for somebody who is signed in there.</summary>
    public string Code(Somebody who, string nonce, string challenge)
    {
        var code = SomethingNew();
        _codes[code] = (who, nonce, challenge);
        return code;
    }

    /// <summary>Whom a request with this token is from; nobody, if it is none of ours or too old.</summary>
    public Somebody? Of(HttpRequest request)
        => request.Headers.Authorization.ToString() is { Length: > 7 } sent && _accessTokens.TryGetValue(sent[7..], out var token) && token.Until > time.GetUtcNow() ? token.Who : null;

    /// <summary>Services refuse every token there is now.</summary>
    public void Revoke() => _accessTokens.Clear();

    private static string SomethingNew() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private async Task<IResult> Answer(IFormCollection form)
    {
        if (!await IsThePortal(form["client_assertion"]))
        {
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        }

        switch (form["grant_type"].ToString())
        {
            case "authorization_code" when _codes.TryRemove(form["code"].ToString(), out var code)
                && form["redirect_uri"] == $"{PortalAddress ?? Issuer}/signed-in"
                && Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == code.Challenge:
                return Tokens(code.Who, code.Nonce);
            case "refresh_token" when !HasEnded && _refreshTokens.TryRemove(form["refresh_token"].ToString(), out var who):
                Interlocked.Increment(ref _refreshes);
                return Tokens(who, nonce: null);
            default:
                HasEnded = true;
                return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }
    }

    private async Task<bool> IsThePortal(string? assertion)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            ValidIssuer = Client,
            ValidAudience = Issuer,
            IssuerSigningKey = new ECDsaSecurityKey(_portalKey),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime && expires <= time.GetUtcNow().AddMinutes(5).UtcDateTime,
        });
        return result.IsValid && ((JsonWebToken)result.SecurityToken) is { Id.Length: > 0, Subject: Client };
    }

    private IResult Tokens(Somebody who, string? nonce)
    {
        var (access, refresh) = (accessToken?.Invoke(who) ?? SomethingNew(), SomethingNew());
        _accessTokens[access] = (who, time.GetUtcNow().AddSeconds(300));
        _refreshTokens[refresh] = who;
        return Results.Json(new { access_token = access, refresh_token = refresh, token_type = "Bearer", expires_in = 270, id_token = IdToken(who, nonce), scope = who.Scope });
    }

    private string IdToken(Somebody who, string? nonce)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = who.Subject, ["name"] = who.Name };
        foreach (var (claim, value) in new (string, string?)[]
        {
            ("nonce", nonce), ("learner_id", who.LearnerId?.ToString()), ("org", who.OrganisationId?.ToString()),
            ("org_kind", who.Kind?.ToString()), ("org_name", who.OrganisationName),
        })
        {
            if (value is not null)
            {
                claims[claim] = value;
            }
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Client,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Claims = claims,
            SigningCredentials = new SigningCredentials(TestTokens.Key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
