using Academy.Pages;
using Academy.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using MediaTypeWithQualityHeaderValue = System.Net.Http.Headers.MediaTypeWithQualityHeaderValue;

namespace Academy.Portal.Tests;

/// <summary>The portal as it is, in front of services that are stood in for.</summary>
internal sealed class PortalApp : WebApplicationFactory<Words>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("academy-portal-");
    private bool _listens;
    private bool _isSecure;
    private bool _isPseudo;

    public PortalApp()
    {
        Clock = new TestClock();
        Behind = new StandIns(Clock);
    }

    public TestClock Clock { get; }

    /// <summary>Every file the portal keeps about sessions.</summary>
    public IEnumerable<string> Kept => Directory.EnumerateFiles(Path.Combine(_folder.FullName, "sessions"));

    public StandIns Behind { get; }

    /// <summary>As people see the portal: by https in production.</summary>
    public bool IsSecure
    {
        init => (_isSecure, Behind.Identity.Issuer) = (value, value ? TestTokens.Issuer : Behind.Identity.Issuer);
    }

    /// <summary>In a language nobody speaks, from right to left; English is still there to be chosen.</summary>
    public bool IsPseudo
    {
        init => _isPseudo = value;
    }

    /// <summary>Listens on an address of its own, for a real browser.</summary>
    public void Listen()
    {
        UseKestrel(0);
        StartServer();
        _listens = true;
    }

    /// <summary>A browser that keeps cookies and follows no redirect by itself.</summary>
    public HttpClient Browser(CookieJar? jar = null)
    {
        jar ??= new CookieJar();
        if (_listens)
        {
            jar.InnerHandler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        }

        var browser = _listens ? new HttpClient(jar) { BaseAddress = ClientOptions.BaseAddress } : CreateDefaultClient(jar);
        if (_isSecure)
        {
            browser.BaseAddress = new Uri("https://localhost");
        }

        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return browser;
    }

    /// <summary>A browser in which somebody has signed in, the way the standard says.</summary>
    public async Task<HttpClient> Browser(Somebody who, CookieJar? jar = null)
    {
        var browser = Browser(jar);
        using var signedIn = await SignIn(browser, who);
        signedIn.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        signedIn.Headers.Location!.ToString().ShouldBe("/home");
        return browser;
    }

    /// <summary>Goes to sign in, is somebody there, and comes back. Answers what came then.</summary>
    public async Task<HttpResponseMessage> SignIn(HttpClient browser, Somebody who, string start = "/session/start")
    {
        using var sent = await browser.GetAsync(new Uri(start, UriKind.Relative));
        var asked = QueryHelpers.ParseQuery(sent.Headers.Location!.Query);
        var code = Behind.Identity.Code(who, asked["nonce"]!, asked["code_challenge"]!);
        return await browser.GetAsync(new Uri(QueryHelpers.AddQueryString("/signed-in", new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"] }), UriKind.Relative));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Behind.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Repository.File("services", "Portal"));
        // Nobody changes a setting meanwhile, and each app that watched its files would take one of the few watchers an account has.
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        builder.UseSetting("Auth:Issuer", Behind.Identity.Issuer);
        builder.UseSetting("Auth:MetadataBase", $"{Behind.Address}/Identity");
        builder.UseSetting("Portal:SignInKey", Behind.Identity.PortalKey);
        builder.UseSetting("Sessions:Folder", Path.Combine(_folder.FullName, "sessions"));
        builder.UseSetting("DataProtection:Folder", Path.Combine(_folder.FullName, "keys"));
        builder.ConfigureLogging(logging => logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning));
        foreach (var service in Clients.ServiceClients.All)
        {
            builder.UseSetting($"Services:{service}", $"{Behind.Address}/{service}/");
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            // A stand-in that is down says so at once; a machine that runs browsers beside this one may be slow for seconds.
            services.ConfigureAll<HttpClientFactoryOptions>(client =>
            {
                client.HttpClientActions.Add(http => http.Timeout = Patience);
                client.HttpMessageHandlerBuilderActions.Add(handlers => handlers.AdditionalHandlers.Add(new BareAnswers(Behind)));
                // The clock that would renew a handler after two minutes holds on to the whole app, long after its test has ended.
                client.HandlerLifetime = Timeout.InfiniteTimeSpan;
            });
            services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, openId => openId.BackchannelTimeout = Patience);
        });
        if (_isPseudo)
        {
            builder.UseSetting("Pages:Languages:0", PseudoLanguage.Name);
            builder.UseSetting("Pages:Languages:1", "en-GB");
            builder.ConfigureTestServices(services => services.AddSingleton<IStringLocalizerFactory>(new IsolatedWordsFactory(new PseudoLanguage())));
        }
    }
}

/// <summary>Keeps a browser's cookies by their names. Their ends are by the portal's clock, which a test sets, so only a deletion ends one.</summary>
internal sealed class CookieJar : DelegatingHandler
{
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>Every Set-Cookie there was, as it was sent.</summary>
    public List<string> Sent { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var answer = await base.SendAsync(request, cancellationToken);
        foreach (var sent in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            Sent.Add(sent);
            var cookie = SetCookieHeaderValue.Parse(sent);
            if (cookie.Expires == DateTimeOffset.UnixEpoch || cookie.Value.Length == 0)
            {
                _cookies.Remove(cookie.Name.ToString());
            }
            else
            {
                _cookies[cookie.Name.ToString()] = cookie.Value.ToString();
            }
        }

        return answer;
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
            .Where(input => input.Name is not null && (input.Type is not ("radio" or "checkbox") || input.IsChecked))
            .DistinctBy(input => input.Type == "checkbox" ? (input.Name, input.Value) : (input.Name, ""))
            .Select(input => KeyValuePair.Create(input.Name!, input.Value)).ToList();
        foreach (var (name, value) in typed)
        {
            fields.RemoveAll(field => field.Key == name);
            fields.Add(new(name, value));
        }

        return browser.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    public static string Fact(this IHtmlDocument page, string testId)
        => Line(page.QuerySelector($"[data-testid={testId}]") ?? throw new ShouldAssertException($"No {testId} in: {page.Body!.TextContent}"));

    /// <summary>All that have this id, in the order of the page.</summary>
    public static IReadOnlyList<string> Facts(this IHtmlDocument page, string testId) => [.. page.QuerySelectorAll($"[data-testid={testId}]").Select(Line)];

    public static string Text(this IHtmlDocument page) => Line(page.QuerySelector("main")!);

    private static string Line(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
