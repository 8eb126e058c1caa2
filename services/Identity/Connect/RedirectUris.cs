using System.Globalization;

namespace Academy.Identity.Connect;

/// <summary>Where answers may be sent: exactly the addresses that were registered, symbol by symbol.</summary>
internal static class RedirectUris
{
    public const int Longest = 500;

    private static readonly string[] Loopback = ["http://127.0.0.1", "http://[::1]"];

    /// <summary>The port of a native client's loopback address is free (RFC 8252 §7.3), because it is the system that gives it one.</summary>
    public static bool Matches(string registered, string asked, bool isNative)
        => registered == asked || (isNative && WithoutPort(registered) is { } place && place == WithoutPort(asked));

    /// <summary>Whether an address may be registered: https, http on this machine, or an application's own scheme.</summary>
    public static bool MayRegister(string uri, bool isNative)
        => uri.Length <= Longest
            && uri.All(symbol => symbol is > ' ' and < (char)127 and not ('#' or '*' or '\\' or '"' or '<' or '>'))
            && Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
            && parsed.UserInfo.Length == 0
            && (parsed.Scheme == Uri.UriSchemeHttps
                || (parsed.Scheme == Uri.UriSchemeHttp && parsed.IsLoopback)
                || (isNative && parsed.Scheme.Contains('.', StringComparison.Ordinal)));

    private static string? WithoutPort(string uri)
    {
        if (Array.Find(Loopback, host => uri.StartsWith(host, StringComparison.Ordinal)) is not { } host)
        {
            return null;
        }

        var rest = uri.AsSpan(host.Length);
        if (rest is [':', ..])
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? rest[1..(end + 1)] : rest[1..];
            if (digits.Length is 0 or > 5 || digits[0] == '0' || int.Parse(digits, CultureInfo.InvariantCulture) > ushort.MaxValue)
            {
                return null;
            }

            rest = rest[(digits.Length + 1)..];
        }

        return rest is [] or ['/', ..] or ['?', ..] ? $"{host}{rest}" : null;
    }
}
