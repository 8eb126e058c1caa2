using System.Text.Encodings.Web;
using System.Text.Unicode;
using Academy.Pages.Forms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;

namespace Academy.Pages;

/// <summary>What every host of pages does the same way: Razor Pages, the frame, safe headers and cookies, error pages, assets.</summary>
public static class PagesDefaults
{
    /// <summary>Call it after the service's own defaults. A page says who may see it: [AllowAnonymous] or [Authorize(…)].</summary>
    /// <typeparam name="TWords">The class that names the host's texts ({TWords}.resx beside it).</typeparam>
    public static WebApplicationBuilder AddPages<TWords>(this WebApplicationBuilder builder)
    {
        // Without it the assets of this library are found in Development and after publishing only.
        builder.WebHost.UseStaticWebAssets();
        // Assets change with a build only; watching them would add a route for every file name, open to everybody.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddSingleton<PageLanguages>();
        builder.Services.AddPacking();
        builder.Services.AddTransient<IStartupFilter, SafeHeaders>();
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, ProblemPages>());
        builder.Services.Configure<ForwardedHeadersOptions>(gateway =>
        {
            // Services listen on loopback or inside the cluster only: whoever speaks to them is the gateway.
            gateway.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            gateway.KnownIPNetworks.Clear();
            gateway.KnownProxies.Clear();
        });
        builder.Services.AddLocalization();
        builder.Services.AddSingleton<ResourceManagerStringLocalizerFactory>();
        builder.Services.AddSingleton<IStringLocalizerFactory>(services => new IsolatedWordsFactory(services.GetRequiredService<ResourceManagerStringLocalizerFactory>()));
        builder.Services.AddRazorPages()
            .AddViewLocalization()
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddDataAnnotationsLocalization(texts => texts.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(TWords)));
        builder.Services.Configure<MvcOptions>(mvc => mvc.ModelBinderProviders.Insert(0, new DateBinderProvider()));
        builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.AddCookies();
        return builder;
    }

    /// <summary>Maps the host's pages and the assets.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }

    /// <summary>Only what a page cannot do without: a form's token and a note from one page to the next.</summary>
    private static void AddCookies(this WebApplicationBuilder builder)
    {
        var isSecure = HostCookie.IsSecure(builder.Configuration);
        var service = builder.Environment.ApplicationName.Split('.')[^1].ToLowerInvariant();
        builder.Services.AddAntiforgery(form =>
        {
            Pin(form.Cookie, "form", SameSiteMode.Strict);

            // X-Frame-Options is sent with the other headers, on every answer.
            form.SuppressXFrameOptionsHeader = true;
        });
        builder.Services.Configure<CookieTempDataProviderOptions>(note => Pin(note.Cookie, "note", SameSiteMode.Lax));
        var keys = builder.Services.AddDataProtection().SetApplicationName(builder.Environment.ApplicationName);
        if (builder.Configuration["DataProtection:Folder"] is { Length: > 0 } folder)
        {
            keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        }

        void Pin(CookieBuilder cookie, string name, SameSiteMode sameSite)
        {
            cookie.Name = HostCookie.Name($"academy-{service}-{name}", isSecure);
            cookie.Path = "/";
            cookie.HttpOnly = true;
            cookie.IsEssential = true;
            cookie.SameSite = sameSite;
            cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }
    }
}
