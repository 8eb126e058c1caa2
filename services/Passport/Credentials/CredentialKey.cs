using System.Security.Cryptography;
using System.Text;

namespace Academy.Passport.Credentials;

/// <summary>A key credentials are signed with: its public half for ever, its private half sealed, and only while it has a use.</summary>
internal sealed class CredentialKey
{
    private CredentialKey()
    {
    }

    /// <summary>The key's thumbprint (RFC 7638).</summary>
    public string Id { get; private set; } = "";

    public string X { get; private set; } = "";

    public string Y { get; private set; } = "";

    /// <summary>None once another key signs.</summary>
    public byte[]? PrivateKey { get; private set; }

    public DateTimeOffset SignsFrom { get; private set; }

    public static CredentialKey Of(ECDsa key, DateTimeOffset signsFrom, Func<string, byte[], byte[]> seal)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Text.Of(point.X), Base64Text.Of(point.Y));
        var id = Base64Text.Of(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
        return new() { Id = id, X = x, Y = y, PrivateKey = seal(id, key.ExportPkcs8PrivateKey()), SignsFrom = signsFrom };
    }

    /// <summary>It signs nothing any more; what is not there cannot be stolen.</summary>
    public void Retire() => PrivateKey = null;
}
