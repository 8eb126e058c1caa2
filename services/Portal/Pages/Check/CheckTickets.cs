using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Academy.Pages;
using Microsoft.AspNetCore.DataProtection;

namespace Academy.Portal.Pages.Check;

/// <param name="Key">The idempotency key of the check; none once its answer was shown, so that the next look is a new check.</param>
internal sealed record CheckTicket(Guid CheckId, string Code, DateOnly DateOfBirth, string? Key);

/// <summary>
/// Lets the browser that made a check see its result for half an hour: what was typed, sealed, in a cookie of that one page.
/// Nothing of a passport is kept anywhere.
/// </summary>
internal sealed class CheckTickets(IDataProtectionProvider protection, IConfiguration configuration)
{
    private const string Name = "academy-check";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("check result").ToTimeLimitedDataProtector();

    public void Give(HttpContext http, CheckTicket ticket)
        => http.Response.Cookies.Append(Name, _seal.Protect(JsonSerializer.Serialize(ticket), Lifetime), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = HostCookie.IsSecure(configuration),
            Path = string.Create(CultureInfo.InvariantCulture, $"/check/result/{ticket.CheckId}"),
            MaxAge = Lifetime,
        });

    public CheckTicket? Of(HttpContext http, Guid checkId)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 } closed)
        {
            return null;
        }

        try
        {
            var ticket = JsonSerializer.Deserialize<CheckTicket>(_seal.Unprotect(closed));
            return ticket?.CheckId == checkId ? ticket : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
