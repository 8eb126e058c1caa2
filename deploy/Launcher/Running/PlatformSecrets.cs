using System.Security.Cryptography;

namespace Academy.Launcher.Running;

/// <summary>The secrets a platform makes for itself, once: one file each, named by its configuration key.</summary>
internal static class PlatformSecrets
{
    public const string CodesKey = "Codes__Key";
    public const string BootstrapSecret = "Identity__Bootstrap__Secret";
    public const string SigningKey = "Identity__SigningKey";
    public const string ProtectionSecret = "Identity__ProtectionSecret";

    /// <summary>The portal proves itself to Identity with this key; Identity knows the public half.</summary>
    public const string SignInKey = "Portal__SignInKey";
    public const string PortalKey = "Identity__PortalKey";

    public static void Create(string folder)
    {
        RestrictedFiles.CreateFolder(folder);
        RestrictedFiles.ReadOrCreate(Path.Combine(folder, CodesKey), NewCodesKey);
        RestrictedFiles.ReadOrCreate(Path.Combine(folder, BootstrapSecret), RestrictedFiles.NewPassword);
        RestrictedFiles.ReadOrCreate(Path.Combine(folder, SigningKey), NewSigningKey);
        RestrictedFiles.ReadOrCreate(Path.Combine(folder, ProtectionSecret), RestrictedFiles.NewPassword);
        var signInKey = RestrictedFiles.ReadOrCreate(Path.Combine(folder, SignInKey), NewSigningKey);
        RestrictedFiles.ReadOrCreate(Path.Combine(folder, PortalKey), () => PublicHalf(signInKey));
    }

    public static string NewCodesKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static string NewSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    public static string PublicHalf(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
