using System.Globalization;
using System.Security.Cryptography;
using Academy.Pages;

namespace Academy.Portal.Sessions;

/// <summary>
/// When somebody last read the news about their training, which their own browser remembers: what came later is new to them. On another
/// device, and for whoever else uses this one, everything is new.
/// </summary>
internal sealed class SeenNews(IConfiguration configuration)
{
    private readonly bool _isSecure = HostCookie.IsSecure(configuration);

    private string Cookie => HostCookie.Name("academy-news", _isSecure);

    public bool IsNew(HttpContext http, Guid learner, DateTimeOffset at)
        => http.Request.Cookies[Cookie]?.Split('.') is not [var whose, var seconds] || whose != MarkOf(learner)
            || !long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) || at.ToUnixTimeSeconds() > seen;

    public void Read(HttpContext http, Guid learner, DateTimeOffset now)
        => http.Response.Cookies.Append(Cookie, string.Create(CultureInfo.InvariantCulture, $"{MarkOf(learner)}.{now.ToUnixTimeSeconds()}"), new CookieOptions
        {
            Path = "/",
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = _isSecure,
            MaxAge = TimeSpan.FromDays(365),
        });

    /// <summary>Enough to tell the people of one device apart, and not who they are.</summary>
    private static string MarkOf(Guid learner) => Convert.ToHexStringLower(SHA256.HashData(learner.ToByteArray()))[..8];
}
