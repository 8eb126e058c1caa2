using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Academy.Pages.Parts;

/// <summary>Facts in two columns. Inside it: govuk-summary-row.</summary>
[HtmlTargetElement("govuk-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = new List<SummaryRow>();
        context.Items[typeof(SummaryRow)] = rows;
        await output.GetChildContentAsync();
        output.TagName = "dl";
        var also = output.Attributes["class"] is { } own ? $" {own.Value}" : "";
        output.Attributes.SetAttribute("class", $"govuk-summary-list{also}");
        var someHaveActions = rows.Exists(row => row.ActionHref is not null);
        foreach (var row in rows)
        {
            output.Content.AppendHtml(row.Html(someHaveActions));
        }
    }
}

/// <summary>One fact: its value is between the tags. The action says what it changes in hidden words, for those who only hear it.</summary>
[HtmlTargetElement("govuk-summary-row", ParentTag = "govuk-summary-list")]
public sealed class SummaryRowTagHelper : TagHelper
{
    public string Key { get; set; } = "";

    public string? ActionHref { get; set; }

    public string? ActionText { get; set; }

    public string? ActionHidden { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = await output.GetChildContentAsync();
        var testId = output.Attributes["data-testid"]?.Value?.ToString();
        ((List<SummaryRow>)context.Items[typeof(SummaryRow)]).Add(new SummaryRow(Key, value, ActionHref, ActionText, ActionHidden, testId));
        output.SuppressOutput();
    }
}

internal sealed record SummaryRow(
    string Key, Microsoft.AspNetCore.Html.IHtmlContent Value, string? ActionHref, string? ActionText, string? ActionHidden, string? TestId)
{
    public TagBuilder Html(bool othersHaveActions)
    {
        var row = Tag("div", othersHaveActions && ActionHref is null
            ? "govuk-summary-list__row govuk-summary-list__row--no-actions"
            : "govuk-summary-list__row");
        var key = Tag("dt", "govuk-summary-list__key");
        key.InnerHtml.Append(Key);
        var value = Tag("dd", "govuk-summary-list__value");
        if (TestId is not null)
        {
            value.Attributes["data-testid"] = TestId;
        }

        value.InnerHtml.AppendHtml(Value);
        row.InnerHtml.AppendHtml(key).AppendHtml(value);
        if (ActionHref is not null)
        {
            var link = Tag("a", "govuk-link");
            link.Attributes["href"] = ActionHref;
            link.InnerHtml.Append(ActionText ?? "");
            if (ActionHidden is not null)
            {
                var hidden = Tag("span", "govuk-visually-hidden");
                hidden.InnerHtml.Append($" {ActionHidden}");
                link.InnerHtml.AppendHtml(hidden);
            }

            var actions = Tag("dd", "govuk-summary-list__actions");
            actions.InnerHtml.AppendHtml(link);
            row.InnerHtml.AppendHtml(actions);
        }

        return row;
    }

    private static TagBuilder Tag(string name, string classes)
    {
        var tag = new TagBuilder(name);
        tag.AddCssClass(classes);
        return tag;
    }
}

/// <summary>The way to the page before and the page after, where there is one.</summary>
[HtmlTargetElement("govuk-pagination", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PaginationTagHelper(IStringLocalizer<PageWords> words) : TagHelper
{
    private const string Before = "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z";
    private const string After = "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z";

    public string? Previous { get; set; }

    public string? Next { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Previous is null && Next is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-pagination govuk-pagination--block");
        output.Attributes.SetAttribute("aria-label", words["Pagination"].Value);
        if (Previous is not null)
        {
            Add(output.Content, "prev", Previous, Before, words["Previous page"]);
        }

        if (Next is not null)
        {
            Add(output.Content, "next", Next, After, words["Next page"]);
        }
    }

    private static void Add(TagHelperContent content, string kind, string href, string arrow, string text)
    {
        var link = new TagBuilder("a") { Attributes = { ["class"] = "govuk-link govuk-pagination__link", ["href"] = href, ["rel"] = kind } };
        link.InnerHtml
            .AppendHtml($"<svg class=\"govuk-pagination__icon govuk-pagination__icon--{kind}\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"{arrow}\"></path></svg>")
            .AppendHtml("<span class=\"govuk-pagination__link-title govuk-pagination__link-title--decorated\">").Append(text).AppendHtml("</span>");
        content.AppendHtml($"<div class=\"govuk-pagination__{kind}\">").AppendHtml(link).AppendHtml("</div>");
    }
}
