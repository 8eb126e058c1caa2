using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Academy.Passport.Credentials;

/// <summary>
/// Other issuers, as an operator listed them in <c>Credentials:TrustedIssuers</c> (did:web names). Of nobody else is anything fetched, and of
/// these only from their own host: no redirect, no private address, 512 kB and five seconds at most.
/// </summary>
/// <param name="documents">Where the DID document of each is.</param>
internal sealed class ForeignIssuers(IHttpClientFactory http, IReadOnlyDictionary<string, Uri> documents)
{
    public const string Client = "foreign-issuers";
    public const int MostBytes = 512_000;

    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(5);

    public static IReadOnlyDictionary<string, Uri> Trusted(IConfiguration configuration)
        => (configuration.GetSection("Credentials:TrustedIssuers").Get<string[]>() ?? []).ToDictionary(did => did, DocumentOf, StringComparer.Ordinal);

    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = 16,
        ConnectCallback = PublicAddress.Connect,
    };

    public bool Trusts(string did) => documents.ContainsKey(did);

    /// <summary>The key of a DID URL, if the issuer's document names it for signing credentials.</summary>
    public async Task<ECDsa> Key(string did, string kid, CancellationToken cancellationToken)
    {
        var document = await Document(did, cancellationToken);
        var method = document.Several("verificationMethod").FirstOrDefault(method => IsNamed(method.Text("id")));
        if (document.Text("id") != did || method.ValueKind != JsonValueKind.Object || method.Text("controller") != did || !IsForCredentials(document))
        {
            throw new Refused("The issuer does not publish this key for credentials.");
        }

        return method.Member("publicKeyJwk") is { } key && key.Text("kty") == "EC" && key.Text("crv") == "P-256" && key.Member("d") is null
            && key.Text("x") is { } x && key.Text("y") is { } y
            ? P256.Key(x, y)
            : throw new Refused("The issuer's key is not of the curve P-256.");

        bool IsNamed(string? id) => id is not null && (id == kid || did + id == kid);

        bool IsForCredentials(JsonElement document) => document.Several("assertionMethod").Any(named
            => IsNamed(named.ValueKind == JsonValueKind.String ? named.GetString() : named.Text("id")));
    }

    /// <summary>A status list of an issuer, as its own host serves it.</summary>
    public async Task<string> StatusList(string did, string address, CancellationToken cancellationToken)
        => Uri.TryCreate(address, UriKind.Absolute, out var list) && list.Scheme == Uri.UriSchemeHttps && list.Authority == documents[did].Authority && list.UserInfo.Length == 0
            ? Encoding.ASCII.GetString(await Fetch(list, cancellationToken))
            : throw new HttpRequestException("its list is not at the issuer's own address.");

    /// <summary>Where the method did:web says the document of a name is.</summary>
    private static Uri DocumentOf(string did)
    {
        if (did.Split(':') is ["did", "web", var host, .. var path] && path.All(part => part.Length > 0)
            && Uri.TryCreate(
                $"https://{host.Replace("%3A", ":", StringComparison.OrdinalIgnoreCase)}/{(path.Length == 0 ? ".well-known" : string.Join('/', path))}/did.json",
                UriKind.Absolute,
                out var address)
            && address.UserInfo.Length == 0)
        {
            return address;
        }

        throw new InvalidOperationException($"Credentials:TrustedIssuers holds {did}, which is not a did:web name.");
    }

    private async Task<JsonElement> Document(string did, CancellationToken cancellationToken)
    {
        try
        {
            return StrictJson.Read(await Fetch(documents[did], cancellationToken), "issuer's DID document");
        }
        catch (Refused broken)
        {
            throw new HttpRequestException(broken.Message, broken);
        }
    }

    private async Task<byte[]> Fetch(Uri address, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(Client);
        return await client.GetByteArrayAsync(address, cancellationToken);
    }
}
