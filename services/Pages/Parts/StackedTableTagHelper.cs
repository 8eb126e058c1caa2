using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Academy.Pages.Parts;

/// <summary>
/// On a phone the rows of a stacked table are laid out as blocks, and some browsers then no longer tell that it is a table. So each part of it
/// says what it is.
/// </summary>
[HtmlTargetElement("table", Attributes = "[class$='academy-table--stacked']")]
[HtmlTargetElement("thead", Attributes = "[class^='govuk-table__']")]
[HtmlTargetElement("tbody", Attributes = "[class^='govuk-table__']")]
[HtmlTargetElement("tr", Attributes = "[class^='govuk-table__']")]
[HtmlTargetElement("th", Attributes = "[class^='govuk-table__']")]
[HtmlTargetElement("td", Attributes = "[class^='govuk-table__']")]
public sealed class StackedTableTagHelper : TagHelper
{
    public override void Init(TagHelperContext context)
    {
        if (context.TagName == "table")
        {
            context.Items[typeof(StackedTableTagHelper)] = true;
        }
    }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.ContainsKey(typeof(StackedTableTagHelper)))
        {
            output.Attributes.SetAttribute("role", context.TagName switch
            {
                "thead" or "tbody" => "rowgroup",
                "tr" => "row",
                "td" => "cell",
                "th" => context.AllAttributes["scope"]?.Value?.ToString() == "row" ? "rowheader" : "columnheader",
                _ => "table",
            });
        }
    }
}
