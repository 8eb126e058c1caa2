using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Academy.Pages;

/// <summary>The first thing every request meets: who sent it to the gateway, packing, the language, and headers that keep a page to itself, on every answer.</summary>
internal sealed class SafeHeaders(IHostEnvironment environment, PageLanguages languages) : IStartupFilter
{
    private static readonly object NonceKey = new();
    private static readonly object FormTargetKey = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseForwardedHeaders();
        app.UseResponseCompression();
        app.UseRequestLocalization(languages.Options());
        app.Use((http, following) =>
        {
            http.Response.OnStarting(() =>
            {
                Add(http);
                return Task.CompletedTask;
            });
            return following(http);
        });
        next(app);
    };

    /// <summary>The word that lets a script of ours run; another one for every answer.</summary>
    public static string Nonce(HttpContext http)
        => (string)(http.Items[NonceKey] ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));

    public static void LetFormsEndAt(HttpContext http, Uri target)
        => http.Items[FormTargetKey] = target.GetLeftPart(UriPartial.Authority);

    private void Add(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{Nonce(http)}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; "
            + $"manifest-src 'self'; form-action 'self'{(http.Items[FormTargetKey] is string target ? $" {target}" : "")}; "
            + "frame-ancestors 'none'; base-uri 'none'";
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!environment.IsDevelopment())
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }
    }
}

/// <summary>What a page may ask of the headers of its answer.</summary>
public static class PageHeaders
{
    /// <summary>
    /// Lets the form on this page end at another origin: browsers hold form-action against the redirects after a post too,
    /// such as back to a client that asked for a sign-in.
    /// </summary>
    public static void LetFormsEndAt(this HttpContext http, Uri target) => SafeHeaders.LetFormsEndAt(http, target);
}
