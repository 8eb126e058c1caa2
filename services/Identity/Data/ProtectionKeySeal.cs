using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Academy.Identity.Data;

/// <summary>
/// Closes the data-protection keys (AES-256-GCM) under the secret <c>Identity:ProtectionSecret</c>: whoever has only the
/// database can make no cookie.
/// </summary>
internal sealed class ProtectionKeySeal(byte[] secret) : IXmlEncryptor
{
    public const string Setting = "Identity:ProtectionSecret";

    private const int NonceLength = 12;
    private const int TagLength = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var open = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var closed = new byte[NonceLength + TagLength + open.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceLength));
        using var aes = new AesGcm(secret, TagLength);
        aes.Encrypt(closed.AsSpan(0, NonceLength), open, closed.AsSpan(NonceLength + TagLength), closed.AsSpan(NonceLength, TagLength));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(closed)), typeof(ProtectionKeyOpener));
    }

    /// <summary>The key of the seal, made from the configured secret; none if there is no secret.</summary>
    public static byte[]? Secret(IConfiguration configuration)
        => configuration[Setting] is { Length: > 0 } secret
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "data protection keys"u8.ToArray())
            : null;

    internal static XElement Open(byte[] secret, XElement element)
    {
        var closed = Convert.FromBase64String(element.Value);
        var open = new byte[closed.Length - NonceLength - TagLength];
        using var aes = new AesGcm(secret, TagLength);
        aes.Decrypt(closed.AsSpan(0, NonceLength), closed.AsSpan(NonceLength + TagLength), closed.AsSpan(NonceLength, TagLength), open);
        return XElement.Parse(Encoding.UTF8.GetString(open));
    }
}

/// <summary>Opens what <see cref="ProtectionKeySeal"/> closed; data protection makes it by name and gives it the services.</summary>
internal sealed class ProtectionKeyOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
        => ProtectionKeySeal.Open(
            ProtectionKeySeal.Secret(services.GetRequiredService<IConfiguration>())
                ?? throw new InvalidOperationException($"The data-protection keys are sealed. Set {ProtectionKeySeal.Setting} to the secret they were sealed with."),
            encryptedElement);
}
