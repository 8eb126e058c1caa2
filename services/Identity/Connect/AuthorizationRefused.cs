namespace Academy.Identity.Connect;

/// <summary>An authorization request that is answered with an error, in the words of RFC 6749 §4.1.2.1 and OpenID Connect.</summary>
internal sealed class AuthorizationRefused(string error, string description) : Exception(description)
{
    public string Error { get; } = error;

    public static AuthorizationRefused Request(string description) => new("invalid_request", description);
}

/// <summary>A request whose client or redirect URI cannot be trusted: the person is told, and nothing is sent anywhere.</summary>
internal sealed class AuthorizationNotTrusted(string reason) : Exception(reason);
