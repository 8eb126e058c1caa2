using System.Text.Json;
using System.Text.Json.Serialization;

namespace Academy.Passport.Credentials;

public enum Outcome
{
    Passed,
    Failed,
    CouldNotCheck,
}

/// <summary>The answer to one question about a credential, with a sentence for people.</summary>
public sealed record Finding(Outcome Outcome, string Reason)
{
    internal static Finding Passed(string reason) => new(Outcome.Passed, reason);

    internal static Finding Failed(string reason) => new(Outcome.Failed, reason);

    internal static Finding CouldNotCheck(string reason) => new(Outcome.CouldNotCheck, reason);
}

/// <summary>What was found of a credential, each question by itself; there is no single green tick.</summary>
/// <param name="Issuer">The name in the header, be it trusted or not; empty where there is none.</param>
/// <param name="KitemarkedOnTheDay">From inside the credential: the three marks and the periods they were granted for.</param>
/// <param name="Credential">What was signed, a credential or a presentation, where the signature is good.</param>
public sealed record CredentialFindings(
    string Issuer, Finding Signature, Finding IssuerTrusted, Finding Dates, Finding Revocation, Finding Suspension, Finding KitemarkedOnTheDay, JsonElement? Credential)
{
    /// <summary>Where it is a presentation: what was found of each credential in it, in their order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CredentialFindings>? Presented { get; init; }

    /// <summary>Where the signature is not found good, nothing else is known.</summary>
    internal static CredentialFindings Unread(string issuer, Finding trusted, Finding signature)
    {
        var unknown = Finding.CouldNotCheck("Nothing in it can be believed without a good signature.");
        return new CredentialFindings(issuer, signature, trusted, unknown, unknown, unknown, unknown, null);
    }
}
