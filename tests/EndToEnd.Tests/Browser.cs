using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Academy.EndToEnd.Tests;

/// <summary>A page as it came, and where it was in the end.</summary>
internal sealed record Shown(Uri At, HttpStatusCode Status, IHtmlDocument Page)
{
    public string Text => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A browser without a screen: it keeps cookies, goes where it is led, and sends the forms it is shown.</summary>
internal sealed class Browser : IDisposable
{
    /// <summary>The cookie of a session at the portal, as it is named over plain http.</summary>
    public const string PortalSession = "academy-portal";

    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private readonly HttpClient _staying;

    public Browser(Uri address)
    {
        Address = address;
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies }) { BaseAddress = address };
        _staying = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        foreach (var client in new[] { _http, _staying })
        {
            client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        }
    }

    public Uri Address { get; }

    public IEnumerable<Cookie> Cookies => _cookies.GetCookies(Address);

    public string? Cookie(string name) => _cookies.GetCookies(Address)[name]?.Value;

    /// <summary>Another one with the same cookies, as if somebody had copied them.</summary>
    public Browser Copy()
    {
        var copy = new Browser(Address);
        copy._cookies.Add(_cookies.GetAllCookies());
        return copy;
    }

    /// <summary>Asks for one address and stays there.</summary>
    public Task<HttpResponseMessage> Ask(string path) => _staying.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);

    public async Task<Shown> Open(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        return await Read(answer);
    }

    /// <summary>Sends a form of a page with everything that is in it, and what somebody typed or chose; goes where that leads.</summary>
    public Task<Shown> Send(Shown shown, string form, params (string Name, string Value)[] typed) => Sent(shown, form, typed, _http, Read);

    /// <summary>The same, and stays with the answer; <c>Location</c> says where it leads.</summary>
    public Task<Uri?> SendAndStay(Shown shown, string form, params (string Name, string Value)[] typed)
        => Sent(shown, form, typed, _staying, answer => Task.FromResult(answer.Headers.Location));

    /// <summary>Signs in as a persona with one click, and goes on to where that one begins.</summary>
    public async Task<Shown> SignInAs(string persona)
        => await Send(await Open("/dev/personas"), $"form:has(input[name='as'][value='{persona}'])");

    public void Dispose()
    {
        _http.Dispose();
        _staying.Dispose();
    }

    private static async Task<T> Sent<T>(Shown shown, string selector, (string Name, string Value)[] typed, HttpClient http, Func<HttpResponseMessage, Task<T>> read)
    {
        var form = shown.Page.QuerySelector(selector) as IHtmlFormElement ?? throw new ShouldAssertException($"No {selector} at {shown.At}: {shown.Text}");
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>()
            .Where(input => input.Name is not null && (input.Type is not ("radio" or "checkbox") || input.IsChecked)).ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        using var content = new FormUrlEncodedContent(fields);
        var action = form.GetAttribute("action") is { Length: > 0 } given ? new Uri(shown.At, given) : shown.At;
        using var answer = await http.PostAsync(action, content, TestContext.Current.CancellationToken);
        return await read(answer);
    }

    private static async Task<Shown> Read(HttpResponseMessage answer) => new(
        answer.RequestMessage!.RequestUri!, answer.StatusCode,
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken));
}
