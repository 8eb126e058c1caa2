namespace Academy.Identity.Domain;

/// <summary>The fields of a request to the token, revocation and introspection endpoints; each may be sent once.</summary>
internal sealed record TokenRequest(
    string? GrantType, string? Scope, string? ClientId, string? ClientSecret, string? ClientAssertionType, string? ClientAssertion,
    string? Code, string? RedirectUri, string? CodeVerifier, string? RefreshToken, string? Token)
{
    public static async Task<TokenRequest> Read(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw TokenRefused.Request("Send the fields as application/x-www-form-urlencoded.");
        }

        try
        {
            return Read(await request.ReadFormAsync(cancellationToken));
        }
        catch (InvalidDataException)
        {
            throw TokenRefused.Request("The form is too large or not well formed.");
        }
    }

    private static TokenRequest Read(IFormCollection form) => new(
        Field(form, "grant_type"),
        Field(form, "scope"),
        Field(form, "client_id"),
        Field(form, "client_secret"),
        Field(form, "client_assertion_type"),
        Field(form, "client_assertion"),
        Field(form, "code"),
        Field(form, "redirect_uri"),
        Field(form, "code_verifier"),
        Field(form, "refresh_token"),
        Field(form, "token"));

    private static string? Field(IFormCollection form, string name) => form[name] switch
    {
        { Count: > 1 } => throw TokenRefused.Request($"{name} was sent more than once."),
        [{ Length: > 0 } value] => value,
        _ => null,
    };
}
