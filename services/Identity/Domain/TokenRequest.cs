namespace Academy.Identity.Domain;

/// <summary>The fields of a token request (RFC 6749 §4.4.2, RFC 7523 §2.2); each may be sent once.</summary>
internal sealed record TokenRequest(
    string? GrantType, string? Scope, string? ClientId, string? ClientSecret, string? ClientAssertionType, string? ClientAssertion)
{
    public static TokenRequest Read(IFormCollection form) => new(
        Field(form, "grant_type"),
        Field(form, "scope"),
        Field(form, "client_id"),
        Field(form, "client_secret"),
        Field(form, "client_assertion_type"),
        Field(form, "client_assertion"));

    private static string? Field(IFormCollection form, string name) => form[name] switch
    {
        { Count: > 1 } => throw TokenRefused.Request($"{name} was sent more than once."),
        [{ Length: > 0 } value] => value,
        _ => null,
    };
}
