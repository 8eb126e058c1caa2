using System.Globalization;
using System.Security.Claims;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Identity;

namespace Academy.Identity.Accounts;

/// <summary>Who is signed in on this browser, since when and how, as the cookie says and the session's row confirms.</summary>
internal sealed record SignedIn(Guid AccountId, Guid SessionId, DateTimeOffset AuthTime, IReadOnlyList<string> Amr)
{
    /// <summary>The policy of pages for people who are signed in.</summary>
    public const string Policy = "signed-in";

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>Whether the sign-in is young enough for changing how one signs in.</summary>
    public bool IsFresh(DateTimeOffset now) => now - AuthTime <= Fresh;

    public static SignedIn From(ClaimsPrincipal principal)
        => new(
            Guid.Parse(principal.FindFirstValue("sub")!),
            Guid.Parse(principal.FindFirstValue("sid")!),
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(principal.FindFirstValue("auth_time")!, CultureInfo.InvariantCulture)),
            [.. principal.FindAll("amr").Select(claim => claim.Value)]);

    public static ClaimsPrincipal Principal(Session session)
        => new(new ClaimsIdentity(
            [
                new("sub", session.AccountId.ToString()),
                new("sid", session.Id.ToString()),
                new("auth_time", session.CreatedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64),
                .. session.Amr.Select(method => new Claim("amr", method)),
            ],
            IdentityConstants.ApplicationScheme,
            "sub",
            "roles"));
}
