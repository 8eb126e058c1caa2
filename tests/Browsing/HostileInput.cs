using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Academy.Browsing;

/// <summary>A file somebody chose in a field.</summary>
public sealed record GivenFile(string Field, string Name, byte[] Content);

/// <summary>A form as it is sent with one thing in it that nobody should send.</summary>
public sealed record Attack(string What, IReadOnlyList<(string Name, string Value)> Typed, GivenFile? File = null);

/// <summary>
/// What nobody should type, and what must come of it: the step goes on with it as text, or the page says what is wrong and leads to the
/// field. Nothing typed is lost, and nothing of it becomes part of the page.
/// </summary>
public static class HostileInput
{
    private const string Mark = "data-hostile";
    private const string Script = $"<script {Mark}>alert(1)</script>\"'><img {Mark} src=x onerror=alert(1)>";

    private static readonly (string What, string Value)[] Texts =
    [
        ("a script", Script),
        ("a very long text", new string('w', 4_500)),
        ("text from right to left that turns round", "\u202e\u2067مرحبا بكم\u202c"),
        ("emoji", "👩🏽‍⚕️🔥🏴"),
        ("a formula", "=HYPERLINK(\"https://evil.example\",\"Click\")"),
        ("a formula after a sign", "@SUM(1+1)*cmd|' /C calc'!A0"),
        ("control characters", "a\u0001\u0007\u001b[31mb"),
        ("NUL", "a\0b"),
        ("an end of a statement", "'; DROP TABLE learners; --"),
        ("a template", "{{7*7}} ${7*7} @(7*7) %00 ../../etc/passwd"),
        ("a number beyond every number", "99999999999999999999"),
        ("white space only", " \u00a0\u2003 "),
        ("nothing", ""),
    ];

    private static readonly (string What, string Day, string Month, string Year)[] Dates =
    [
        ("31 February", "31", "2", "2026"),
        ("29 February of no leap year", "29", "February", "2027"),
        ("the year 0", "1", "1", "0000"),
        ("the first day there is", "1", "1", "0001"),
        ("the last day there is", "31", "12", "9999"),
        ("a year of two numbers", "1", "1", "26"),
        ("a day before there are days", "-1", "0", "2026"),
        ("numbers of another script", "٢٧", "٣", "٢٠٢٦"),
        ("a script", Script, Script, Script),
        ("a very long day", new string('1', 4_500), "1", "2026"),
        ("a day without its month", "1", "", "2026"),
        ("nothing", "", "", ""),
    ];

    private static readonly (string What, string Name, byte[] Content)[] Files =
    [
        ("a program", "certificate.pdf", [.. "MZ\u0090\0\u0003"u8]),
        ("a page", $"<img {Mark}>.csv", [.. "<html><script>alert(1)</script>"u8]),
        ("a name that climbs", "../../../etc/passwd.csv", [.. "a,b\n=1+1,\u202e<script>\n"u8]),
        ("a list with NUL", "list.csv", [.. "a\0b,c\0d\n"u8]),
        ("no text", "list.csv", [0xff, 0xfe, 0xfd, 0x80, 0x81]),
        ("an empty file", "empty.png", []),
        ("half a picture", "picture.png", [0x89, 0x50, 0x4e, 0x47]),
        ("a file that is too large", "large.jpg", new byte[6 * 1024 * 1024]),
        ("one line without an end", "line.csv", [.. Enumerable.Repeat((byte)'"', 100_000)]),
        ("a badge of nobody", "badge.json", [.. "{\"a\":[[[[[]]]]]}"u8]),
    ];

    /// <summary>A choice, or a mark a form carries, that no page ever offered.</summary>
    private static readonly string[] NeverOffered = [Script, "99999999999999999999", "\0", "0190f2b4-7c1e-7cc0-8a4f-000000000000", ""];

    /// <summary>Each text field, date, choice, hidden mark and file in turn, while the others hold what could be meant; and all of it empty.</summary>
    public static IEnumerable<Attack> On(HtmlForm form)
    {
        foreach (var field in form.Fields)
        {
            var attacks = field.Kind switch
            {
                FieldKind.Text => Texts.Select(text => new Attack($"{field.Name} is {text.What}", [(field.Name, text.Value)])),
                FieldKind.Date when field.Name.EndsWith(".Day", StringComparison.Ordinal) => Dates.Select(date => new Attack(
                    $"{field.Name[..^4]} is {date.What}", [(field.Name, date.Day), ($"{field.Name[..^4]}.Month", date.Month), ($"{field.Name[..^4]}.Year", date.Year)])),
                FieldKind.Choice or FieldKind.Hidden => NeverOffered.Select(value => new Attack($"{field.Name} is \"{value}\", which was never offered", [(field.Name, value)])),
                FieldKind.File => Files.Select(file => new Attack($"{field.Name} is {file.What}", [], new GivenFile(field.Name, file.Name, file.Content))),
                _ => [],
            };
            foreach (var attack in attacks)
            {
                yield return attack;
            }
        }

        yield return new Attack(
            "everything is empty", [.. form.Fields.Where(field => field.Kind is FieldKind.Text or FieldKind.Date or FieldKind.Choice).Select(field => (field.Name, ""))]);
    }

    /// <summary>What is wrong with the answer; nothing when nothing is.</summary>
    public static async Task<string?> Problem(HttpClient browser, HttpResponseMessage answer, HtmlForm form, Attack attack)
    {
        var status = (int)answer.StatusCode;
        if (status is 302 or 303)
        {
            var there = answer.Headers.Location!.OriginalString;
            if (!there.StartsWith('/'))
            {
                return null;
            }

            using var next = await browser.GetAsync(new Uri(there, UriKind.Relative));
            return (int)next.StatusCode >= 500 ? $"leads to {there}, which answers {(int)next.StatusCode}" : Rendered(await Page(next));
        }

        // No browser sends NUL out of a field, nor a mark that the page did not put in the form: these need no more than a clear no.
        var isForged = attack.Typed.Any(field => field.Value.Contains('\0', StringComparison.Ordinal) || form.Kind(field.Name) is FieldKind.Hidden or FieldKind.Choice);
        if (status != 200 && !(isForged && status is 400 or 403 or 404 or 409 or 410) && !(attack.File is not null && status == 413))
        {
            return $"answers {status}";
        }

        var page = await Page(answer);
        return Rendered(page) ?? (status == 200 && page is not null ? Led(page, form, attack) : null);
    }

    private static string? Rendered(IHtmlDocument? page)
        => page?.QuerySelector($"[{Mark}]") is { } element ? $"{element.OuterHtml} is part of the page" : null;

    /// <summary>Where something is wrong, the title says so, each line of the summary leads to a field, and all that was typed is still in its field.</summary>
    private static string? Led(IHtmlDocument page, HtmlForm form, Attack attack)
    {
        var isError = page.Title!.StartsWith("Error: ", StringComparison.Ordinal);
        if (page.QuerySelector(".govuk-error-summary") is not { } summary)
        {
            return isError ? "the title says Error and nothing else does" : null;
        }

        if (!isError)
        {
            return $"the title does not say Error: {page.Title}";
        }

        // What a form carries unseen has no field to lead to, and nobody forges it by mistake.
        var astray = attack.Typed.Any(field => form.Kind(field.Name) is FieldKind.Hidden) ? null
            : summary.QuerySelectorAll("li").FirstOrDefault(line => line.QuerySelector("a") is { } link && page.GetElementById(link.GetAttribute("href")!.TrimStart('#')) is null);
        return astray is not null ? $"\"{astray.TextContent}\" leads nowhere"
            : attack.Typed.Where(field => form.Kind(field.Name) is FieldKind.Text or FieldKind.Date).Select(field => Lost(page, field.Name, field.Value)).FirstOrDefault(lost => lost is not null);
    }

    private static string? Lost(IHtmlDocument page, string name, string typed)
    {
        var field = page.QuerySelectorAll("main form [name]").FirstOrDefault(field => field.GetAttribute("name") == name);
        if (field?.GetAttribute("autocomplete") == "one-time-code")
        {
            // The next one is another.
            return null;
        }

        var holds = field switch
        {
            IHtmlTextAreaElement area => area.TextContent,
            IHtmlInputElement input => input.Value,
            _ => "",
        };
        return AsShown(holds) == AsShown(typed) ? null : $"{name} holds \"{(holds.Length > 60 ? holds[..60] : holds)}\" afterwards";
    }

    /// <summary>HTML knows no NUL; what cannot be seen at the ends of a text may go.</summary>
    private static string AsShown(string text) => text.Replace('\0', '\ufffd').Trim();

    private static async Task<IHtmlDocument?> Page(HttpResponseMessage answer)
        => answer.Content.Headers.ContentType?.MediaType == "text/html" ? await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync()) : null;
}

public enum FieldKind
{
    Text,
    Date,
    Choice,
    Hidden,
    Token,
    File,
}

/// <param name="Sent">What it is sent with: what it holds or, where it is empty, what could be meant.</param>
public sealed record FormField(string Name, FieldKind Kind, string? Sent);

/// <summary>A form of a page, to be sent with one of its buttons as a browser does.</summary>
public sealed partial record HtmlForm(string Target, bool IsGet, bool IsMultipart, IReadOnlyList<FormField> Fields)
{
    /// <summary>The same for the next line of a list, whose form is the same code.</summary>
    public string Id => $"{(IsGet ? "GET" : "POST")} {Pattern(Target)} {string.Join(',', Fields.Select(one => one.Name))}";

    public FieldKind? Kind(string field) => Fields.FirstOrDefault(known => known.Name == field)?.Kind;

    /// <summary>An address without what is different in each.</summary>
    public static string Pattern(string address) => Ids().Replace(address, "*");

    /// <summary>Each form of a page, once for each of its buttons.</summary>
    public static IEnumerable<HtmlForm> Of(IHtmlDocument page, string address)
    {
        foreach (var form in page.QuerySelectorAll<IHtmlFormElement>("main form"))
        {
            var fields = form.QuerySelectorAll("[name]").Where(field => field is IHtmlInputElement or IHtmlTextAreaElement or IHtmlSelectElement)
                .GroupBy(field => field.GetAttribute("name")!, StringComparer.Ordinal).Select(Field).ToList();
            foreach (var button in form.QuerySelectorAll<IHtmlButtonElement>("button"))
            {
                var target = button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? "";
                yield return new HtmlForm(
                    target.Length == 0 ? address : target.StartsWith('?') ? address.Split('?')[0] + target : target,
                    !string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase),
                    form.GetAttribute("enctype") == "multipart/form-data",
                    button.GetAttribute("name") is { Length: > 0 } name ? [.. fields, new FormField(name, FieldKind.Choice, button.GetAttribute("value"))] : fields);
            }
        }
    }

    public Task<HttpResponseMessage> Send(HttpClient browser, IReadOnlyList<(string Name, string Value)> typed, GivenFile? file = null)
    {
        var fields = Fields.Where(field => field is { Kind: not FieldKind.File, Sent: not null } && typed.All(one => one.Name != field.Name))
            .Select(field => KeyValuePair.Create(field.Name, field.Sent!)).Concat(typed.Select(field => KeyValuePair.Create(field.Name, field.Value))).ToList();
        if (IsGet)
        {
            var query = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
            return Ask(browser, HttpMethod.Get, $"{Target.Split('?')[0]}?{query}", null);
        }

        if (!IsMultipart)
        {
            return Ask(browser, HttpMethod.Post, Target, new FormUrlEncodedContent(fields));
        }

        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), $"\"{name}\"");
        }

        if (file is not null)
        {
            var bytes = new ByteArrayContent(file.Content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
            content.Add(bytes, $"\"{file.Field}\"", $"\"{file.Name.Replace("\"", "%22", StringComparison.Ordinal)}\"");
        }

        return Ask(browser, HttpMethod.Post, Target, content);
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient browser, HttpMethod method, string address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = content };
        request.Headers.Accept.ParseAdd("text/html");
        return await browser.SendAsync(request);
    }

    private static FormField Field(IGrouping<string, IElement> named)
    {
        var part = named.Key.Split('.')[^1];
        return named.First() switch
        {
            IHtmlInputElement { Type: "hidden" } hidden => new(named.Key, named.Key == "__RequestVerificationToken" ? FieldKind.Token : FieldKind.Hidden, hidden.Value),
            IHtmlInputElement { Type: "file" } => new(named.Key, FieldKind.File, null),
            IHtmlInputElement { Type: "radio" or "checkbox" } first => new(
                named.Key, FieldKind.Choice, (named.OfType<IHtmlInputElement>().FirstOrDefault(one => one.IsChecked) ?? first).Value),
            IHtmlSelectElement select => new(named.Key, FieldKind.Choice, select.Value is { Length: > 0 } value ? value : select.Options.Select(option => option.Value).FirstOrDefault(one => one.Length > 0)),
            var box when part is "Day" or "Month" or "Year" => new(named.Key, FieldKind.Date, Held(box) ?? part switch { "Day" => "14", "Month" => "5", _ => "2026" }),
            var text => new(named.Key, FieldKind.Text, Held(text) ?? text switch
            {
                IHtmlInputElement { Type: "email" } => "somebody@post.example",
                IHtmlInputElement { Type: "url" } => "https://systems.example/events",
                IHtmlInputElement { Type: "tel" } => "01632 960 001",
                _ when text.GetAttribute("inputmode") == "numeric" => "12",
                _ => "First aid at work",
            }),
        };
    }

    private static string? Held(IElement field)
        => ((field as IHtmlInputElement)?.Value ?? (field as IHtmlTextAreaElement)?.TextContent.Trim()) is { Length: > 0 } held ? held : null;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Ids();
}
