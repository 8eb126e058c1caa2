using System.Security.Cryptography;
using System.Text;
using Academy.ServiceDefaults;

namespace Academy.Passport.Credentials;

/// <summary>
/// Closes what must not be read in a database or on a disk (AES-256-GCM, bound to its id) under a key for one use, made from the secret of this
/// service, <c>Codes:Key</c>: whoever has only the database or the disk can sign nothing and reads nothing.
/// </summary>
internal sealed class KeySeal(IConfiguration configuration, string use = "credential keys")
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _secret = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Convert.FromBase64String(configuration.GetRequired("Codes:Key")), 32, info: Encoding.ASCII.GetBytes(use));

    public byte[] Close(string id, byte[] open)
    {
        var closed = new byte[NonceLength + TagLength + open.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceLength));
        using var aes = new AesGcm(_secret, TagLength);
        aes.Encrypt(
            closed.AsSpan(0, NonceLength), open, closed.AsSpan(NonceLength + TagLength), closed.AsSpan(NonceLength, TagLength), Encoding.ASCII.GetBytes(id));
        return closed;
    }

    /// <summary>Nothing where it was closed under another secret.</summary>
    public byte[]? Open(string id, byte[] closed)
    {
        var open = new byte[closed.Length - NonceLength - TagLength];
        using var aes = new AesGcm(_secret, TagLength);
        try
        {
            aes.Decrypt(
                closed.AsSpan(0, NonceLength), closed.AsSpan(NonceLength + TagLength), closed.AsSpan(NonceLength, TagLength), open, Encoding.ASCII.GetBytes(id));
            return open;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
