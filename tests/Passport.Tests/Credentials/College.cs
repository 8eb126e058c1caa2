using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Academy.Passport.Credentials;

namespace Academy.Passport.Tests.Credentials;

/// <summary>Another issuer: its key, and its web site over TLS on a port of this machine.</summary>
internal sealed class College : IAsyncDisposable
{
    public const string Did = "did:web:college.example";
    public const string RevocationList = "https://college.example/lists/revocation";
    private const string Kid = Did + "#key-1";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly WebApplication _site;

    private College()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _site = builder.Build();
        _site.Run(Answer);
    }

    /// <summary>What is at which path; nothing else is there.</summary>
    public ConcurrentDictionary<string, string> Pages { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Asked { get; } = new();

    public int Port => new Uri(_site.Urls.First()).Port;

    public static async Task<College> Open()
    {
        var college = new College();
        await college._site.StartAsync();
        return college;
    }

    /// <summary>Everything where it belongs, and nothing asked for yet.</summary>
    public void Reset()
    {
        Pages.Clear();
        Asked.Clear();
        Pages["/.well-known/did.json"] = Document().ToJsonString();
        Pages["/lists/revocation"] = List();
    }

    public JsonObject Document()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["id"] = Did,
            ["verificationMethod"] = new JsonArray(new JsonObject
            {
                ["id"] = "#key-1",
                ["type"] = "JsonWebKey",
                ["controller"] = Did,
                ["publicKeyJwk"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Text.Of(point.X), ["y"] = Base64Text.Of(point.Y) },
            }),
            ["assertionMethod"] = new JsonArray("#key-1"),
        };
    }

    public string Badge(Action<JsonObject>? change = null)
    {
        var badge = new JsonObject
        {
            ["@context"] = new JsonArray(OpenBadge.VerifiableCredentials, OpenBadge.OpenBadges),
            ["id"] = "urn:uuid:7b1ecb1c-38c1-4a2b-9d3c-5b1cf3a1e0aa",
            ["type"] = new JsonArray("VerifiableCredential", "AchievementCredential"),
            ["issuer"] = Did,
            ["validFrom"] = "2026-01-01T00:00:00Z",
            ["credentialSubject"] = new JsonObject { ["type"] = new JsonArray("AchievementSubject") },
            ["credentialStatus"] = new JsonObject
            {
                ["type"] = "BitstringStatusListEntry",
                ["statusPurpose"] = "revocation",
                ["statusListIndex"] = "42",
                ["statusListCredential"] = RevocationList,
            },
        };
        change?.Invoke(badge);
        return Jws.Sign(Jws.Credential, Kid, badge.ToJsonString(), _key);
    }

    public string List(int? set = null, Action<JsonObject>? change = null, ECDsa? by = null)
    {
        var list = new JsonObject
        {
            ["@context"] = new JsonArray(OpenBadge.VerifiableCredentials),
            ["id"] = RevocationList,
            ["type"] = new JsonArray("VerifiableCredential", "BitstringStatusListCredential"),
            ["issuer"] = Did,
            ["credentialSubject"] = new JsonObject
            {
                ["type"] = "BitstringStatusList",
                ["statusPurpose"] = "revocation",
                ["encodedList"] = StatusBits.Encode(StatusBits.Of(set is { } index ? [index] : [])),
            },
        };
        change?.Invoke(list);
        return Jws.Sign(Jws.Credential, Kid, list.ToJsonString(), by ?? _key);
    }

    /// <summary>Every name leads to this site, which shows its own certificate; all else about the connection is as it is outside tests.</summary>
    public SocketsHttpHandler Internet()
    {
        var handler = ForeignIssuers.Handler();
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate.GetCertHashString();
        return handler;
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=college.example", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private Task Answer(HttpContext http)
    {
        Asked.Enqueue(http.Request.Path);
        switch (Pages.GetValueOrDefault(http.Request.Path))
        {
            case null:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            case var page when page.StartsWith("https://", StringComparison.Ordinal):
                http.Response.Redirect(page);
                return Task.CompletedTask;
            case var page:
                return http.Response.WriteAsync(page);
        }
    }
}
