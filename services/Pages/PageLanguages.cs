using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Pages;

/// <summary>
/// The languages the pages can be read in (<c>Pages:Languages</c>, names of cultures; English where none is given), the first of them
/// unless somebody chose. Whoever adds one adds its texts (Words.{language}.resx) to every host of pages.
/// </summary>
public sealed class PageLanguages
{
    /// <summary>Both hosts of pages read it: whoever chose at one is not asked at the other.</summary>
    private const string Cookie = "academy-language";

    private readonly string _cookie;
    private readonly bool _isSecure;

    public PageLanguages(IConfiguration configuration)
    {
        _isSecure = HostCookie.IsSecure(configuration);
        _cookie = HostCookie.Name(Cookie, _isSecure);
        All = configuration.GetSection("Pages:Languages").Get<string[]>() is { Length: > 0 } names ? [.. names.Select(CultureInfo.GetCultureInfo)] : [CultureInfo.GetCultureInfo("en-GB")];
    }

    public IReadOnlyList<CultureInfo> All { get; }

    /// <summary>Remembers for a year what somebody chose. A language that is not there is English again.</summary>
    public void Choose(HttpContext http, string? name)
    {
        var chosen = All.FirstOrDefault(language => language.Name == name) ?? All[0];
        http.Response.Cookies.Append(_cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)), new CookieOptions
        {
            Path = "/",
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = _isSecure,
            MaxAge = TimeSpan.FromDays(365),
        });
    }

    internal RequestLocalizationOptions Options() => new()
    {
        DefaultRequestCulture = new RequestCulture(All[0]),
        SupportedCultures = [.. All],
        SupportedUICultures = [.. All],
        RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = _cookie }],
    };
}

/// <summary>
/// Pages travel packed. A page's length could tell what a guess beside a secret does to it, but our cookies do not go along with what
/// other sites ask for, a form's token looks different on every page, and a code is shown once.
/// </summary>
internal static class Packing
{
    public static void AddPacking(this IServiceCollection services)
    {
        services.AddResponseCompression(packing =>
        {
            packing.EnableForHttps = true;
            packing.MimeTypes = ["text/html"];
            packing.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
    }
}
