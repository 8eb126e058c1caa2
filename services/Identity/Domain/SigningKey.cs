namespace Academy.Identity.Domain;

/// <summary>A key of this issuer: its public half as it is published, its private half sealed with the data-protection keys.</summary>
internal sealed class SigningKey
{
    private SigningKey()
    {
    }

    public SigningKey(string id, string publicPem, byte[] sealedPrivateKey, DateTimeOffset publishedAt, DateTimeOffset signsFrom)
        => (Id, PublicKey, PrivateKey, PublishedAt, SignsFrom) = (id, publicPem, sealedPrivateKey, publishedAt, signsFrom);

    /// <summary>The key's thumbprint (RFC 7638).</summary>
    public string Id { get; private set; } = "";

    public string PublicKey { get; private set; } = "";

    public byte[] PrivateKey { get; private set; } = [];

    public DateTimeOffset PublishedAt { get; private set; }

    public DateTimeOffset SignsFrom { get; private set; }
}
