using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Academy.Pages.Parts;

/// <summary>News at the top of a page; with <c>success</c> what was just done.</summary>
[HtmlTargetElement("govuk-notification-banner")]
public sealed class NotificationBannerTagHelper(IStringLocalizer<PageWords> words) : TagHelper
{
    private const string TitleId = "govuk-notification-banner-title";

    public bool Success { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", Success ? "govuk-notification-banner govuk-notification-banner--success" : "govuk-notification-banner");
        output.Attributes.SetAttribute("role", Success ? "alert" : "region");
        output.Attributes.SetAttribute("aria-labelledby", TitleId);
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        output.Content
            .AppendHtml($"<div class=\"govuk-notification-banner__header\"><h2 class=\"govuk-notification-banner__title\" id=\"{TitleId}\">")
            .Append(Success ? words["Success"] : words["Important"])
            .AppendHtml("</h2></div><div class=\"govuk-notification-banner__content\">")
            .AppendHtml(inside)
            .AppendHtml("</div>");
    }
}

/// <summary>Something one must not miss.</summary>
[HtmlTargetElement("govuk-warning-text")]
public sealed class WarningTextTagHelper(IStringLocalizer<PageWords> words) : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "govuk-warning-text");
        output.Content
            .AppendHtml("<span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span><strong class=\"govuk-warning-text__text\"><span class=\"govuk-visually-hidden\">")
            .Append(words["Warning"])
            .AppendHtml("</span> ")
            .AppendHtml(inside)
            .AppendHtml("</strong>");
    }
}

/// <summary>A confirmation: what was done, large.</summary>
[HtmlTargetElement("govuk-panel")]
public sealed class PanelTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "govuk-panel govuk-panel--confirmation");
        output.Content.AppendHtml("<h1 class=\"govuk-panel__title\">").Append(Title).AppendHtml("</h1>");
        if (!inside.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml("<div class=\"govuk-panel__body\">").AppendHtml(inside).AppendHtml("</div>");
        }
    }
}

/// <summary>More for those who want it.</summary>
[HtmlTargetElement("govuk-details")]
public sealed class DetailsTagHelper : TagHelper
{
    public string Summary { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "details";
        output.Attributes.SetAttribute("class", "govuk-details");
        output.Content
            .AppendHtml("<summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">")
            .Append(Summary)
            .AppendHtml("</span></summary><div class=\"govuk-details__text\">")
            .AppendHtml(inside)
            .AppendHtml("</div>");
    }
}

/// <summary>A status in a word or two; the colour never says more than the word.</summary>
[HtmlTargetElement("govuk-tag")]
public sealed class TagTagHelper : TagHelper
{
    public string? Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "strong";
        output.Attributes.SetAttribute("class", Colour is null ? "govuk-tag" : $"govuk-tag govuk-tag--{Colour}");
    }
}
