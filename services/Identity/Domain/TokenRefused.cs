namespace Academy.Identity.Domain;

/// <summary>A token request that gets none, in the words of RFC 6749 §5.2.</summary>
internal sealed class TokenRefused(string error, string description) : Exception(description)
{
    public string Error { get; } = error;

    /// <summary>One answer whatever was wrong with the credentials, so that it tells nobody which clients exist.</summary>
    public static TokenRefused Client()
        => new("invalid_client", "The client is not known, or its secret or assertion is not right. Check the client id, the secret or key, and the assertion's audience, times and jti.");

    /// <summary>One answer for every code and refresh token that is not good, whatever is wrong with it.</summary>
    public static TokenRefused Grant()
        => new("invalid_grant", "The code or refresh token is not good, was used before, has ended, or is not this client's. Let the person sign in again.");

    public static TokenRefused Request(string description) => new("invalid_request", description);
}
