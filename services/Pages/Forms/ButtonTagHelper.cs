using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Academy.Pages.Forms;

/// <summary>A button that sends the form, once even when pressed twice; with <c>href</c> a link that looks like it.</summary>
[HtmlTargetElement("govuk-button")]
public sealed class ButtonTagHelper : TagHelper
{
    public string? Href { get; set; }

    /// <summary>secondary, warning or inverse.</summary>
    public string? Look { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var classes = Look is null ? "govuk-button" : $"govuk-button govuk-button--{Look}";
        if (output.Attributes["class"] is { } own)
        {
            classes += $" {own.Value}";
        }

        output.Attributes.SetAttribute("class", classes);
        output.Attributes.SetAttribute("data-module", "govuk-button");
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Href is not null)
        {
            output.TagName = "a";
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
            return;
        }

        output.TagName = "button";
        if (!output.Attributes.ContainsName("type"))
        {
            output.Attributes.SetAttribute("type", "submit");
        }

        output.Attributes.SetAttribute("data-prevent-double-click", "true");
    }
}
