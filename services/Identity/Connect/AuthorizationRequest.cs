using System.Globalization;
using System.Text.Json.Serialization;
using Academy.Identity.Domain;
using Microsoft.Extensions.Primitives;

namespace Academy.Identity.Connect;

internal enum ResponseMode
{
    Query,
    FormPost,
}

/// <summary>A request that was read and checked: its client is known and its answer goes to a registered address.</summary>
internal sealed record AuthorizationRequest(
    string ClientId, string RedirectUri, string? State, ResponseMode ResponseMode, string[] Scopes, string CodeChallenge,
    string? Nonce, string[] Prompt, long? MaxAge, string? LoginHint, string? ActsFor)
{
    [JsonIgnore]
    public AnswerAddress Address => new(RedirectUri, State, ResponseMode);

    [JsonIgnore]
    public bool MayAsk => !Prompt.Contains("none");

    public bool Asks(string prompt) => Prompt.Contains(prompt);
}

/// <summary>Where an answer goes, known before the rest of the request is looked at.</summary>
internal sealed record AnswerAddress(string RedirectUri, string? State, ResponseMode Mode);

/// <summary>The parameters of an authorization request; each may be sent once.</summary>
internal sealed class AuthorizationParameters(IEnumerable<KeyValuePair<string, StringValues>> sent)
{
    public const int LongestValue = 2000;

    public static readonly string[] Prompts = ["none", "login", "consent", "select_account"];

    private readonly Dictionary<string, StringValues> _sent = sent.ToDictionary(StringComparer.Ordinal);

    public string? ClientId => Once("client_id");

    public string? RedirectUri => Once("redirect_uri");

    /// <summary>The address an error can be sent to, as far as the request is well formed.</summary>
    public AnswerAddress Address() => new(
        RedirectUri!, Once("state") is { Length: <= LongestValue } state ? state : null, Once("response_mode") == "form_post" ? ResponseMode.FormPost : ResponseMode.Query);

    public AuthorizationRequest Read(Client client)
    {
        RefuseWhatIsNotUnderstood();
        if (!client.GrantTypes.Contains(GrantTypes.AuthorizationCode))
        {
            throw new AuthorizationRefused("unauthorized_client", "The client is not registered for the grant type authorization_code.");
        }

        var challenge = Once("code_challenge");
        if (challenge is null || !Pkce.IsChallenge(challenge) || Once("code_challenge_method") != Pkce.Method)
        {
            throw AuthorizationRefused.Request("Send code_challenge, the base64url SHA-256 of a code verifier, with code_challenge_method=S256 (RFC 7636).");
        }

        var scopes = Scopes.Read(Once("scope") ?? "");
        return scopes.Length == 0
            ? throw new AuthorizationRefused("invalid_scope", "Say in scope what the client asks for, for example openid.")
            : new AuthorizationRequest(
                client.Id, RedirectUri!, Once("state"), Address().Mode, scopes, challenge, Once("nonce"), ReadPrompt(), ReadMaxAge(), Once("login_hint"), ReadActsFor());
    }

    private void RefuseWhatIsNotUnderstood()
    {
        if (_sent.FirstOrDefault(parameter => parameter.Value.Count > 1) is { Key: { } repeated })
        {
            throw AuthorizationRefused.Request($"{Shown(repeated)} was sent more than once.");
        }

        if (_sent.FirstOrDefault(parameter => parameter.Value is [{ Length: > LongestValue }]) is { Key: { } tooLong })
        {
            throw AuthorizationRefused.Request($"{Shown(tooLong)} is longer than {LongestValue} characters.");
        }

        if (_sent.FirstOrDefault(parameter => parameter.Value.ToString().Contains('\0', StringComparison.Ordinal)) is { Key: { } unstorable })
        {
            throw AuthorizationRefused.Request($"{Shown(unstorable)} holds the character U+0000.");
        }

        if (_sent.ContainsKey("request"))
        {
            throw new AuthorizationRefused("request_not_supported", "Send the parameters themselves, not as a request object.");
        }

        if (_sent.ContainsKey("request_uri"))
        {
            throw new AuthorizationRefused("request_uri_not_supported", "Send the parameters themselves, not as request_uri.");
        }

        if (Once("response_type") != "code")
        {
            throw new AuthorizationRefused("unsupported_response_type", "The only response_type is code.");
        }

        if (Once("response_mode") is not (null or "query" or "form_post"))
        {
            throw AuthorizationRefused.Request("response_mode is query or form_post.");
        }
    }

    private string[] ReadPrompt()
    {
        var prompt = Scopes.Read(Once("prompt") ?? "");
        return prompt.All(Prompts.Contains) && (prompt.Length <= 1 || !prompt.Contains("none"))
            ? prompt
            : throw AuthorizationRefused.Request("prompt is none alone, or any of login, consent and select_account.");
    }

    private long? ReadMaxAge() => Once("max_age") switch
    {
        null => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => seconds,
        _ => throw AuthorizationRefused.Request("max_age is a whole number of seconds."),
    };

    private string? ReadActsFor() => Once("acts_for") switch
    {
        null => null,
        ActsFor.Self => ActsFor.Self,
        { } text when Guid.TryParseExact(text, "D", out var organisation) => organisation.ToString(),
        _ => throw AuthorizationRefused.Request("acts_for is the id of an organisation, or self."),
    };

    /// <summary>The one value that was sent, or none: a parameter without a value counts as left out (RFC 6749 §3.1).</summary>
    private string? Once(string name) => _sent.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;

    /// <summary>The name of a parameter in the symbols an error_description may hold.</summary>
    private static string Shown(string name)
        => name.Length <= 50 && name.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '_') ? name : "A parameter";
}
