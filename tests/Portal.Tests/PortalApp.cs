using System.Net.Http.Headers;
using Academy.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;

namespace Academy.Portal.Tests;

/// <summary>The portal as it is, in front of services that are stood in for.</summary>
internal sealed class PortalApp : WebApplicationFactory<Words>
{
    public PortalApp()
    {
        Clock = new TestClock();
        Behind = new StandIns(Clock);
    }

    public TestClock Clock { get; }

    public StandIns Behind { get; }

    /// <summary>A browser that keeps cookies and follows no redirect by itself.</summary>
    public HttpClient Browser()
    {
        var browser = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return browser;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Behind.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Repository.File("services", "Portal"));
        builder.UseSetting("Auth:Issuer", TestTokens.Issuer.Replace("https:", "http:", StringComparison.Ordinal));
        builder.ConfigureLogging(logging => logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning));
        foreach (var service in Clients.ServiceClients.All)
        {
            builder.UseSetting($"Services:{service}", $"{Behind.Address}/{service}/");
        }

        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }
}

internal static class Pages
{
    public static async Task<IHtmlDocument> Read(this HttpResponseMessage answer)
        => await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    public static async Task<IHtmlDocument> Page(this HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.Read();
    }

    /// <summary>Sends the form of a page as a browser does: everything that is in it, and what somebody typed.</summary>
    public static Task<HttpResponseMessage> Send(this HttpClient browser, IHtmlDocument page, string path, params (string Name, string Value)[] typed)
    {
        var fields = page.QuerySelectorAll<IHtmlInputElement>("main form input")
            .Where(input => input.Name is not null).ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        return browser.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    public static string Fact(this IHtmlDocument page, string testId)
        => string.Join(' ', (page.QuerySelector($"[data-testid={testId}]") ?? throw new ShouldAssertException($"No {testId} in: {page.Body!.TextContent}"))
            .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string Text(this IHtmlDocument page)
        => string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
