using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Academy.Pages.Forms;
using Academy.Pages.Parts;
using Academy.Testing;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Academy.Pages.Tests;

/// <summary>
/// govuk-frontend ships, for every component, options and the HTML they must give. Every fixture that uses only what our tag
/// helpers offer is compared; the count says that the comparison did not pass by matching nothing.
/// </summary>
public sealed partial class FixtureTests
{
    private delegate Task<string?> Adapter(JsonElement options);

    private static readonly Task<string?> NotOffered = Task.FromResult<string?>(null);

    private static readonly Dictionary<string, Adapter> Adapters = new(StringComparer.Ordinal)
    {
        ["input"] = Input,
        ["textarea"] = Textarea,
        ["file-upload"] = FileUpload,
        ["select"] = Select,
        ["radios"] = Radios,
        ["checkboxes"] = Checkboxes,
        ["date-input"] = DateInput,
        ["button"] = Button,
        ["error-summary"] = ErrorSummary,
        ["tag"] = Tag,
        ["warning-text"] = WarningText,
        ["details"] = Details,
        ["panel"] = Panel,
        ["notification-banner"] = NotificationBanner,
        ["summary-list"] = SummaryList,
    };

    [Theory]
    [InlineData("input", 12)]
    [InlineData("textarea", 5)]
    [InlineData("file-upload", 4)]
    [InlineData("select", 1)]
    [InlineData("radios", 5)]
    [InlineData("checkboxes", 2)]
    [InlineData("date-input", 2)]
    [InlineData("button", 4)]
    [InlineData("error-summary", 3)]
    [InlineData("tag", 8)]
    [InlineData("warning-text", 2)]
    [InlineData("details", 2)]
    [InlineData("panel", 2)]
    [InlineData("notification-banner", 1)]
    [InlineData("summary-list", 2)]
    public async Task Our_HTML_is_the_components_own(string component, int atLeast)
    {
        using var fixtures = JsonDocument.Parse(await File.ReadAllBytesAsync(
            Repository.File("services", "Pages", "node_modules", "govuk-frontend", "dist", "govuk", "components", component, "fixtures.json")));
        var compared = 0;
        var differences = new List<string>();
        foreach (var fixture in fixtures.RootElement.GetProperty("fixtures").EnumerateArray())
        {
            if (await Adapters[component](fixture.GetProperty("options")) is not { } rendered)
            {
                continue;
            }

            var expected = Markup.Normal(Expected(component, fixture.GetProperty("html").GetString()!));
            var actual = Markup.Normal(rendered);
            if (actual != expected)
            {
                differences.Add($"{fixture.GetProperty("name")}: expected\n{expected}but was\n{actual}");
            }

            compared++;
        }

        differences.ShouldBeEmpty();
        compared.ShouldBeGreaterThanOrEqualTo(atLeast);
    }

    /// <summary>Where we differ on purpose: the names of a date's boxes are those of model binding, and a month may be typed in letters.</summary>
    private static string Expected(string component, string html) => component switch
    {
        "date-input" => Boxes().Replace(html, match =>
            {
                var part = char.ToUpperInvariant(match.Groups["part"].Value[0]) + match.Groups["part"].Value[1..];
                return $"id=\"{match.Groups["id"].Value}_{part}\" name=\"{match.Groups["id"].Value}.{part}\" type=\"text\"{(part == "Month" ? "" : " inputmode=\"numeric\"")}";
            })
            .Replace("-day\">", "_Day\">", StringComparison.Ordinal)
            .Replace("-month\">", "_Month\">", StringComparison.Ordinal)
            .Replace("-year\">", "_Year\">", StringComparison.Ordinal),
        "button" => html.Replace("<button type=\"submit\" class", "<button type=\"submit\" data-prevent-double-click=\"true\" class", StringComparison.Ordinal),
        _ => html,
    };

    private static Task<string?> Input(JsonElement options)
        => Uses(options, "id", "name", "label", "hint", "errorMessage", "value", "type", "autocomplete", "inputmode", "autocapitalize", "pattern", "classes")
            ? Field(options, r => new InputTagHelper(Rendering.Texts) { Type = options.Text("type") ?? "text" }, "autocomplete", "inputmode", "autocapitalize", "pattern")
            : NotOffered;

    private static Task<string?> Textarea(JsonElement options)
        => Uses(options, "id", "name", "label", "hint", "errorMessage", "value", "autocomplete", "classes", "rows")
            ? Field(options, r => new TextareaTagHelper(Rendering.Texts) { Rows = options.TryGetProperty("rows", out var rows) ? int.Parse(rows.ToString(), System.Globalization.CultureInfo.InvariantCulture) : 5 }, "autocomplete")
            : NotOffered;

    private static Task<string?> FileUpload(JsonElement options)
        => Uses(options, "id", "name", "label", "hint", "errorMessage", "classes", "attributes") && !HasOtherAttributes(options, "accept")
            ? Field(options, r => new FileUploadTagHelper(Rendering.Texts))
            : NotOffered;

    private static Task<string?> Select(JsonElement options)
    {
        if (!Uses(options, "id", "name", "label", "hint", "errorMessage", "value", "items", "classes")
            || !options.TryGetProperty("items", out var items) || !items.EnumerateArray().All(item => Uses(item, "value", "text") && item.Text("value") is { Length: > 0 }))
        {
            return NotOffered;
        }

        return Field(options, r => new SelectTagHelper(Rendering.Texts));
    }

    private static Task<string?> Radios(JsonElement options)
        => Uses(options, "idPrefix", "name", "fieldset", "hint", "errorMessage", "value", "items", "classes") && HasPlainItems(options)
            ? Field(options, r => new RadiosTagHelper(Rendering.Texts))
            : NotOffered;

    private static Task<string?> Checkboxes(JsonElement options)
        => Uses(options, "idPrefix", "name", "fieldset", "hint", "errorMessage", "values", "items", "classes") && HasPlainItems(options)
            ? Field(options, r => new CheckboxesTagHelper(Rendering.Texts))
            : NotOffered;

    private static Task<string?> DateInput(JsonElement options)
        => Uses(options, "id", "fieldset", "hint", "errorMessage") && HasPlainLegend(options)
            ? Field(options, r => new DateInputTagHelper(Rendering.Texts))
            : NotOffered;

    private static Task<string?> Button(JsonElement options)
    {
        if (!Uses(options, "text", "href", "classes") || options.Text("text") is null)
        {
            return NotOffered;
        }

        var classes = options.Text("classes");
        var look = classes?.Replace("govuk-button--", "", StringComparison.Ordinal);
        return look is null or "secondary" or "warning" or "inverse"
            ? Rendering.Html(new ButtonTagHelper { Href = options.Text("href"), Look = look }, inside: Encoded(options.Text("text")))
            : NotOffered;
    }

    private static Task<string?> ErrorSummary(JsonElement options)
    {
        if (!Uses(options, "titleText", "errorList") || options.Text("titleText") != "There is a problem" || !options.TryGetProperty("errorList", out var errors)
            || !errors.EnumerateArray().All(error => Uses(error, "text", "href")))
        {
            return NotOffered;
        }

        var rendering = new Rendering();
        foreach (var error in errors.EnumerateArray())
        {
            rendering.State.AddModelError(error.Text("href")?.TrimStart('#') ?? "", error.Text("text")!);
        }

        return Rendering.Html(new ErrorSummaryTagHelper(Rendering.Texts) { ViewContext = rendering.View });
    }

    private static Task<string?> Tag(JsonElement options)
        => Uses(options, "text", "classes") && options.Text("classes") is null or "govuk-tag--grey" or "govuk-tag--blue" or "govuk-tag--turquoise" or "govuk-tag--green"
            or "govuk-tag--purple" or "govuk-tag--pink" or "govuk-tag--red" or "govuk-tag--orange" or "govuk-tag--yellow"
            && options.Text("text") is not null
            ? Rendering.Html(new TagTagHelper { Colour = options.Text("classes")?["govuk-tag--".Length..] }, inside: Encoded(options.Text("text")))
            : NotOffered;

    private static Task<string?> WarningText(JsonElement options)
        => Uses(options, "text", "html", "iconFallbackText") && options.Text("iconFallbackText") is null or "Warning"
            ? Rendering.Html(new WarningTextTagHelper(Rendering.Texts), inside: options.Text("html") ?? Encoded(options.Text("text")))
            : NotOffered;

    private static Task<string?> Details(JsonElement options)
        => Uses(options, "summaryText", "text", "html")
            ? Rendering.Html(new DetailsTagHelper { Summary = options.Text("summaryText")! }, inside: options.Text("html") ?? Encoded(options.Text("text")))
            : NotOffered;

    private static Task<string?> Panel(JsonElement options)
        => Uses(options, "titleText", "text", "html")
            ? Rendering.Html(new PanelTagHelper { Title = options.Text("titleText")! }, inside: options.Text("html") ?? Encoded(options.Text("text")))
            : NotOffered;

    private static Task<string?> NotificationBanner(JsonElement options)
        => Uses(options, "html", "type") && options.Text("html") is not null && options.Text("type") is null or "success"
            ? Rendering.Html(new NotificationBannerTagHelper(Rendering.Texts) { Success = options.Text("type") == "success" }, inside: options.Text("html")!)
            : NotOffered;

    private static Task<string?> SummaryList(JsonElement options)
    {
        if (!Uses(options, "rows"))
        {
            return NotOffered;
        }

        var rows = options.GetProperty("rows").EnumerateArray().ToList();
        var offered = rows.TrueForAll(row => row.ValueKind == JsonValueKind.Object && Uses(row, "key", "value", "actions")
            && row.TryGetProperty("key", out var key) && Uses(key, "text") && row.TryGetProperty("value", out var value) && Uses(value, "text", "html")
            && (!row.TryGetProperty("actions", out var actions) || Uses(actions, "items")) && Actions(row).TrueForAll(action => Uses(action, "href", "text", "visuallyHiddenText")) && Actions(row).Count <= 1);
        return offered
            ? Rendering.Html(new SummaryListTagHelper(), children: [.. rows.Select(row =>
            {
                JsonElement? action = Actions(row) is [var first] ? first : null;
                return ((TagHelper)new SummaryRowTagHelper
                {
                    Key = row.GetProperty("key").Text("text") ?? "",
                    ActionHref = action?.Text("href"),
                    ActionText = action?.Text("text"),
                    ActionHidden = action?.Text("visuallyHiddenText"),
                }, row.GetProperty("value").Text("html") ?? Encoded(row.GetProperty("value").Text("text")));
            })])
            : NotOffered;
    }

    private static List<JsonElement> Actions(JsonElement row)
        => row.TryGetProperty("actions", out var actions) && actions.TryGetProperty("items", out var items) ? [.. items.EnumerateArray()] : [];

    /// <summary>Asks a question as the options say it; null when they say it in a way that is not offered.</summary>
    private static Task<string?> Field(JsonElement options, Func<Rendering, Field> make, params string[] passedOn)
    {
        var rendering = new Rendering();
        var field = make(rendering);
        var isGroup = field is FieldGroup;
        if (isGroup && !HasPlainLegend(options))
        {
            return NotOffered;
        }

        var asked = isGroup ? options.GetProperty("fieldset").GetProperty("legend") : options.TryGetProperty("label", out var l) ? l : default;
        if (asked.ValueKind != JsonValueKind.Object || !Uses(asked, "text", "classes", "isPageHeading") || asked.Text("text") is null)
        {
            return NotOffered;
        }

        var sizePrefix = isGroup ? "govuk-fieldset__legend--" : "govuk-label--";
        if (asked.Text("classes") is { } size && !size.StartsWith(sizePrefix, StringComparison.Ordinal))
        {
            return NotOffered;
        }

        foreach (var part in new[] { "hint", "errorMessage" })
        {
            if (options.TryGetProperty(part, out var said) && !Uses(said, "text"))
            {
                return NotOffered;
            }
        }

        var name = options.Text("name") ?? options.Text("id")!;
        object? value = options.TryGetProperty("values", out var values) ? values.EnumerateArray().Select(v => v.GetString()!).ToArray() : options.Text("value");
        rendering.Ask(field, name, value);
        field.Id = options.Text("id") ?? options.Text("idPrefix") ?? name;
        field.Label = asked.Text("text");
        field.LabelSize = asked.Text("classes")?[sizePrefix.Length..];
        field.IsHeading = asked.TryGetProperty("isPageHeading", out var heading) && heading.GetBoolean();
        field.Hint = options.TryGetProperty("hint", out var hint) ? hint.Text("text") : null;
        if (options.TryGetProperty("errorMessage", out var error))
        {
            field.ViewContext.ViewData.ModelState.AddModelError(name, error.Text("text")!);
        }

        var attributes = new TagHelperAttributeList(passedOn.Where(p => options.Text(p) is not null).Select(p => new TagHelperAttribute(p, options.Text(p))));
        if (options.TryGetProperty("attributes", out var others))
        {
            foreach (var other in others.EnumerateObject())
            {
                attributes.Add(other.Name, other.Value.ToString());
            }
        }

        if (options.Text("classes") is { } classes)
        {
            attributes.Add("class", classes);
        }

        var items = options.TryGetProperty("items", out var list)
            ? list.EnumerateArray().Select(item => ((TagHelper)new ChoiceTagHelper
            {
                Value = item.Text("value") ?? "",
                Hint = item.TryGetProperty("hint", out var itemHint) ? itemHint.Text("text") : null,
                Divider = item.TryGetProperty("divider", out _),
            }, item.Text("divider") is { } divider ? Encoded(divider) : item.Text("html") ?? Encoded(item.Text("text"))))
            : [];
        return Rendering.Html(field, attributes: attributes, children: [.. items]);
    }

    private static bool HasPlainItems(JsonElement options)
        => options.TryGetProperty("items", out var items) && items.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object
            && Uses(item, "value", "text", "html", "hint", "divider")
            && (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("hint", out var hint) || Uses(hint, "text")));

    private static bool HasPlainLegend(JsonElement options)
        => options.TryGetProperty("fieldset", out var fieldset) && Uses(fieldset, "legend") && fieldset.TryGetProperty("legend", out _);

    private static bool HasOtherAttributes(JsonElement options, string known)
        => options.TryGetProperty("attributes", out var attributes) && attributes.EnumerateObject().Any(a => a.Name != known);

    private static bool Uses(JsonElement options, params string[] only)
        => options.ValueKind == JsonValueKind.Object && options.EnumerateObject().All(option => only.Contains(option.Name, StringComparer.Ordinal));

    [GeneratedRegex("id=\"(?<id>[\\w-]+)-(?<part>day|month|year)\" name=\"[\\w-]+\" type=\"text\" inputmode=\"numeric\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Boxes();

    private static string Encoded(string? text) => WebUtility.HtmlEncode(text ?? "");
}

internal static class JsonText
{
    public static string? Text(this JsonElement options, string name)
        => options.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
}
