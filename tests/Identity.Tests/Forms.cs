using System.Net;
using System.Text.RegularExpressions;
using Academy.Identity.Data;
using Academy.Identity.Messages;
using Academy.Testing;

namespace Academy.Identity.Tests;

/// <summary>What was shown, and how to fill it in: as a browser would, with the form's own token.</summary>
internal sealed record Shown(HttpStatusCode Status, string Html, Uri? Location, HttpResponseMessage Answer)
{
    public string Heading => Text(Regex.Match(Html, "<h1[^>]*>(.*?)</h1>", RegexOptions.Singleline).Groups[1].Value);

    public string Title => Text(Regex.Match(Html, "<title>(.*?)</title>", RegexOptions.Singleline).Groups[1].Value);

    /// <summary>What the error summary says, in its order.</summary>
    public string[] Errors => [.. Regex.Matches(Regex.Match(Html, "error-summary__list.*?</ul>", RegexOptions.Singleline).Value, "<li>(.*?)</li>", RegexOptions.Singleline)
        .Select(item => Text(item.Groups[1].Value))];

    public string? TestId(string id)
        => Regex.Match(Html, $"data-testid=\"{id}\"[^>]*>(.*?)</", RegexOptions.Singleline) is { Success: true } found ? Text(found.Groups[1].Value) : null;

    public string[] TestIds(string id)
        => [.. Regex.Matches(Html, $"data-testid=\"{id}\"[^>]*>(.*?)</", RegexOptions.Singleline).Select(found => Text(found.Groups[1].Value))];

    public string Field(string name)
        => Regex.Matches(Html, "<input[^>]*>").Select(input => input.Value).Where(input => input.Contains($"name=\"{name}\"", StringComparison.Ordinal))
            .Select(input => WebUtility.HtmlDecode(Regex.Match(input, "value=\"([^\"]*)\"").Groups[1].Value)).FirstOrDefault()
            ?? throw new InvalidOperationException($"There is no field {name}.");

    public static string Text(string html) => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]+>", "")), @"\s+", " ").Trim();
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
        answer.Status.ShouldBe(HttpStatusCode.Redirect, Shown.Text(answer.Html));
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
        => Regex.Match((await app.MessagesTo(address))[^1].Body, "/sign-in/link/[A-Za-z0-9_-]+").Value;

    private static async Task<Shown> Show(HttpResponseMessage answer)
        => new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location, answer);
}
