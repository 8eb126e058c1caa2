using System.Net;
using Academy.Identity.Data;
using Academy.Identity.Messages;
using Academy.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Academy.Identity.Tests;

/// <summary>What was shown, and what a person reads there.</summary>
internal sealed record Shown(HttpStatusCode Status, string Html, Uri? Location, HttpResponseMessage Answer)
{
    private readonly IHtmlDocument _document = new HtmlParser().ParseDocument(Html);

    public string Heading => Text(_document.QuerySelector("h1"));

    public string Title => _document.Title ?? "";

    /// <summary>The page as it is read.</summary>
    public string Main => Text(_document.QuerySelector("main"));

    /// <summary>What the error summary says, in its order.</summary>
    public string[] Errors => [.. _document.QuerySelectorAll(".govuk-error-summary__list li").Select(Text)];

    public string TestId(string id) => Text(_document.QuerySelector($"[data-testid={id}]"));

    public string[] TestIds(string id) => [.. _document.QuerySelectorAll($"[data-testid={id}]").Select(Text)];

    public string[] Links => [.. _document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href") ?? "")];

    /// <summary>What a field holds, as it would be sent again.</summary>
    public string Field(string name)
        => (_document.QuerySelector($"[name='{name}']") ?? throw new InvalidOperationException($"There is no field {name}.")).GetAttribute("value") ?? "";

    private static string Text(IElement? element)
        => string.Join(' ', (element?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

internal static class Forms
{
    public static async Task<Shown> Open(this HttpClient browser, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await Show(await browser.SendAsync(request));
    }

    /// <summary>Fills in the page at a path and sends it.</summary>
    public static async Task<Shown> Fill(this HttpClient browser, string path, params (string Name, string Value)[] fields)
        => await browser.Send(path, await browser.Open(path), "", fields);

    /// <summary>Sends a form of the page that is shown; a handler names which.</summary>
    public static async Task<Shown> Send(this HttpClient browser, string path, Shown page, string handler, params (string Name, string Value)[] fields)
        => await browser.Post(handler.Length == 0 ? path : $"{path}{(path.Contains('?') ? '&' : '?')}handler={handler}",
            [.. fields, ("__RequestVerificationToken", page.Field("__RequestVerificationToken"))]);

    public static async Task<Shown> Post(this HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Accept.ParseAdd("text/html");
        return await Show(await browser.SendAsync(request));
    }

    public static async Task<Shown> Follow(this HttpClient browser, Shown answer)
    {
        answer.Status.ShouldBe(HttpStatusCode.Redirect, answer.Main);
        return await browser.Open(answer.Location!.ToString());
    }

    /// <summary>The messages an address got, oldest first.</summary>
    public static async Task<IReadOnlyList<Notification>> MessagesTo(this ServiceApp<IdentityDb> app, string address)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var all = await scope.ServiceProvider.GetRequiredService<Post>().Newest(1000, CancellationToken.None);
        return [.. all.Select(one => one.Notification).Where(one => string.Equals(one.Address, address, StringComparison.OrdinalIgnoreCase)).Reverse()];
    }

    /// <summary>The path of the link in the newest message to an address.</summary>
    public static async Task<string> LinkTo(this ServiceApp<IdentityDb> app, string address)
    {
        var body = (await app.MessagesTo(address))[^1].Body;
        var at = body.IndexOf("/sign-in/link/", StringComparison.Ordinal);
        return body[at..].Split('\n', ' ')[0];
    }

    private static async Task<Shown> Show(HttpResponseMessage answer)
        => new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location, answer);
}
