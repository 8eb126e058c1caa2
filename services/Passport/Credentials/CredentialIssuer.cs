using Academy.ServiceDefaults;

namespace Academy.Passport.Credentials;

/// <summary>
/// Under which name the Academy issues credentials: <c>did:web</c> of the address people reach it at, which has to stay the same for as long
/// as credentials are to verify.
/// </summary>
internal sealed class CredentialIssuer
{
    public const string Name = "The Academy";

    public CredentialIssuer(IConfiguration configuration)
    {
        var address = new Uri((configuration["Credentials:Address"] ?? configuration.GetRequired("Auth:Issuer")).TrimEnd('/') + "/");
        if (address.AbsolutePath != "/" || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
        {
            throw new InvalidOperationException("Credentials:Address is the public address of the platform: https, a name, nothing behind it.");
        }

        Address = address.AbsoluteUri;
        StatusLists = $"{Address}api/passport/v1/status-lists/";
        Did = $"did:web:{address.Authority.Replace(":", "%3A", StringComparison.Ordinal)}";
    }

    public string Did { get; }

    /// <summary>With a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Where the status lists are, each behind its id.</summary>
    public string StatusLists { get; }

    public string Kid(string keyId) => $"{Did}#{keyId}";
}
