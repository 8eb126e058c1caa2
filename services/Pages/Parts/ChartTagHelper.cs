using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Academy.Pages.Parts;

/// <summary>One bar of a chart.</summary>
/// <param name="Value">Its length; none where it is not told, which is no bar and never a zero.</param>
/// <param name="Shown">The value in words, as it stands beside the bar and in the table.</param>
public sealed record Bar(string Label, decimal? Value, string Shown);

/// <summary>
/// Bars to look at, drawn on the server, with what they show in a sentence above and all values in a table below. Widths are shares of the
/// page, so that letters keep their size on a phone; black on white it says the same.
/// </summary>
[HtmlTargetElement("academy-chart", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChartTagHelper(IStringLocalizer<PageWords> words) : TagHelper
{
    private const int RowHeight = 46;
    private const int BarTop = 20;
    private const int BarHeight = 16;

    /// <summary>Beside the longest bar there is room for its value.</summary>
    private const decimal Longest = 75;

    public string Title { get; set; } = "";

    /// <summary>What one sees in the chart, in a sentence or two.</summary>
    public string Summary { get; set; } = "";

    public IReadOnlyList<Bar> Bars { get; set; } = [];

    /// <summary>What a label says, as the heading of a column.</summary>
    public string LabelHeading { get; set; } = "";

    public string ValueHeading { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "academy-chart");
        output.Content.AppendHtml(Element("figcaption", "govuk-heading-m", Title)).AppendHtml(Element("p", "govuk-body", Summary)).AppendHtml(Drawing()).AppendHtml(Details());
    }

    /// <summary>Where the value of a bar begins, in per cent of the width.</summary>
    internal static decimal Share(decimal? value, decimal most) => value is not > 0 || most <= 0 ? 0 : Math.Round(value.Value / most * Longest, 2);

    private static TagBuilder Element(string tag, string? also, string? text = null)
    {
        var element = new TagBuilder(tag);
        if (also is not null)
        {
            element.AddCssClass(also);
        }

        if (text is not null)
        {
            element.InnerHtml.Append(text);
        }

        return element;
    }

    private static TagBuilder Shape(string tag, params (string Name, FormattableString Value)[] attributes)
    {
        var shape = new TagBuilder(tag);
        foreach (var (name, value) in attributes)
        {
            shape.Attributes[name] = FormattableString.Invariant(value);
        }

        return shape;
    }

    private TagBuilder Drawing()
    {
        var drawing = Shape("svg", ("class", $"academy-chart__bars"), ("width", $"100%"), ("height", $"{Bars.Count * RowHeight}"), ("role", $"img"), ("direction", $"ltr"));
        drawing.Attributes["aria-label"] = $"{Title}. {Summary}";
        var most = Bars.Max(bar => bar.Value) ?? 0;
        for (var row = 0; row < Bars.Count; row++)
        {
            var (top, share) = (row * RowHeight, Share(Bars[row].Value, most));
            var label = Shape("text", ("x", $"0"), ("y", $"{top + BarTop - 5}"));
            label.InnerHtml.Append(Bars[row].Label);
            drawing.InnerHtml.AppendHtml(label);
            if (share > 0)
            {
                drawing.InnerHtml.AppendHtml(Shape("rect", ("x", $"0"), ("y", $"{top + BarTop}"), ("width", $"{share}%"), ("height", $"{BarHeight}")));
            }

            var value = Shape("text", ("class", $"academy-chart__value"), ("x", $"{share}%"), ("dx", $"{(share > 0 ? 6 : 0)}"), ("y", $"{top + BarTop + BarHeight - 2}"));
            value.InnerHtml.Append(Bars[row].Shown);
            drawing.InnerHtml.AppendHtml(value);
        }

        return drawing;
    }

    private TagBuilder Details()
    {
        var details = Element("details", "govuk-details");
        var summary = Element("summary", "govuk-details__summary");
        summary.InnerHtml.AppendHtml(Element("span", "govuk-details__summary-text", words["Show as a table"]));
        var hidden = Element("span", "govuk-visually-hidden", $": {Title}");
        summary.InnerHtml.AppendHtml(hidden);
        var inside = Element("div", "govuk-details__text");
        inside.InnerHtml.AppendHtml(Table());
        details.InnerHtml.AppendHtml(summary).AppendHtml(inside);
        return details;
    }

    private TagBuilder Table()
    {
        var table = Element("table", "govuk-table");
        var (head, body) = (Element("thead", "govuk-table__head"), Element("tbody", "govuk-table__body"));
        head.InnerHtml.AppendHtml(Row(Heading("col", LabelHeading), Heading("col", ValueHeading)));
        foreach (var bar in Bars)
        {
            body.InnerHtml.AppendHtml(Row(Heading("row", bar.Label), Element("td", "govuk-table__cell", bar.Shown)));
        }

        table.InnerHtml.AppendHtml(Element("caption", "govuk-visually-hidden", Title)).AppendHtml(head).AppendHtml(body);
        return table;
    }

    private static TagBuilder Row(params TagBuilder[] cells)
    {
        var row = Element("tr", "govuk-table__row");
        foreach (var cell in cells)
        {
            row.InnerHtml.AppendHtml(cell);
        }

        return row;
    }

    private static TagBuilder Heading(string scope, string text)
    {
        var heading = Element("th", "govuk-table__header", text);
        heading.Attributes["scope"] = scope;
        return heading;
    }
}
