using System.Security.Cryptography;
using System.Text.Json;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace Academy.Identity.Accounts;

/// <summary>
/// What somebody has answered so far, on the way through several pages: sealed in a cookie of their own browser, so nothing
/// is stored of people who do not finish.
/// </summary>
internal sealed class Drafts(IDataProtectionProvider protection, Issuer issuer)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("drafts").ToTimeLimitedDataProtector();

    public T? Read<T>(HttpContext http, string name)
        where T : class
    {
        try
        {
            return http.Request.Cookies[CookieName(name)] is { } cookie ? JsonSerializer.Deserialize<T>(_seal.Unprotect(cookie)) : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Write<T>(HttpContext http, string name, T draft)
        where T : class
        => http.Response.Cookies.Append(CookieName(name), _seal.Protect(JsonSerializer.Serialize(draft), Lifetime), Options());

    public void Clear(HttpContext http, string name) => http.Response.Cookies.Delete(CookieName(name), Options());

    private string CookieName(string name) => issuer.CookieName($"academy-{name}");

    private CookieOptions Options()
        => new() { HttpOnly = true, Secure = issuer.IsSecure, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
