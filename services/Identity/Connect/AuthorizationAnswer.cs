using Academy.Identity.Domain;
using Microsoft.AspNetCore.WebUtilities;

namespace Academy.Identity.Connect;

/// <summary>What is sent back to a client: a code or an error, its own state, and who says so (RFC 9207).</summary>
internal sealed record AuthorizationAnswer(AnswerAddress Address, IReadOnlyList<KeyValuePair<string, string?>> Fields)
{
    /// <summary>The redirect address with the answer in its query.</summary>
    public string Url => QueryHelpers.AddQueryString(Address.RedirectUri, Fields);

    public static AuthorizationAnswer Code(Issuer issuer, AnswerAddress address, string code)
        => new(address, [new("code", code), .. Common(issuer, address)]);

    public static AuthorizationAnswer Error(Issuer issuer, AnswerAddress address, AuthorizationRefused refused)
        => new(address, [new("error", refused.Error), new("error_description", refused.Message), .. Common(issuer, address)]);

    private static IEnumerable<KeyValuePair<string, string?>> Common(Issuer issuer, AnswerAddress address)
    {
        if (address.State is not null)
        {
            yield return new("state", address.State);
        }

        yield return new("iss", issuer.Name);
    }
}
