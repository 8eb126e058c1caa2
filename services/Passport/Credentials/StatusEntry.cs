using System.Globalization;

namespace Academy.Passport.Credentials;

/// <summary>Where a credential says its status is to be found.</summary>
internal sealed record StatusEntry(string List, long Index)
{
    /// <summary>Nothing where the credential names no status of this purpose; refused where it names several or one that cannot be read.</summary>
    public static StatusEntry? Of(CredentialClaims claims, StatusPurpose purpose)
    {
        var named = claims.Json.Several("credentialStatus").Where(status => status.Text("statusPurpose") == StatusListId.NameOf(purpose)).ToList();
        return named switch
        {
            [] => null,
            [var one] when one.Names("type", "BitstringStatusListEntry") && one.Text("statusListCredential") is { } list
                && (one.Member("statusSize") is not { } size || size is { ValueKind: System.Text.Json.JsonValueKind.Number } && size.GetRawText() == "1")
                && one.Text("statusListIndex") is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index.ToString(CultureInfo.InvariantCulture) == text => new StatusEntry(list, index),
            _ => throw new Refused("It names its status in a way that cannot be read."),
        };
    }
}
