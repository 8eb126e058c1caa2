namespace Academy.Identity.Domain;

/// <summary>The ways to a token that a client can be registered for.</summary>
internal static class GrantTypes
{
    public const string ClientCredentials = "client_credentials";
    public const string AuthorizationCode = "authorization_code";
    public const string RefreshToken = "refresh_token";

    public static readonly string[] All = [AuthorizationCode, RefreshToken, ClientCredentials];
}
