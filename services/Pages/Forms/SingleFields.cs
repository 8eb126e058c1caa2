using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Academy.Pages.Forms;

/// <summary>One line of text.</summary>
[HtmlTargetElement("govuk-input", Attributes = "for")]
public sealed class InputTagHelper(IStringLocalizer<PageWords> words) : Field(words)
{
    public string Type { get; set; } = "text";

    private protected override IHtmlContent Control(TagHelperContext context, TagHelperAttributeList attributes, IHtmlContent inside)
        => With(
            Element(
                "input",
                ("class", Error is null ? "govuk-input" : "govuk-input govuk-input--error"),
                ("id", TheId),
                ("name", Name),
                ("type", Type),
                ("value", Type == "password" || string.IsNullOrEmpty(Value) ? null : Value),
                ("aria-describedby", DescribedBy)),
            attributes);
}

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("govuk-textarea", Attributes = "for")]
public sealed class TextareaTagHelper(IStringLocalizer<PageWords> words) : Field(words)
{
    public int Rows { get; set; } = 5;

    private protected override IHtmlContent Control(TagHelperContext context, TagHelperAttributeList attributes, IHtmlContent inside)
    {
        var area = Element(
            "textarea",
            ("class", Error is null ? "govuk-textarea" : "govuk-textarea govuk-textarea--error"),
            ("id", TheId),
            ("name", Name),
            ("rows", Rows.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("aria-describedby", DescribedBy));
        // A browser drops the first line break of a textarea; this one is dropped instead of one that was typed.
        area.InnerHtml.AppendHtml("\n").Append(Value ?? "");
        return With(area, attributes);
    }
}

/// <summary>A file. Say in the hint what is taken, before it is chosen; the form needs enctype="multipart/form-data".</summary>
[HtmlTargetElement("govuk-file-upload", Attributes = "for")]
public sealed class FileUploadTagHelper(IStringLocalizer<PageWords> words) : Field(words)
{
    private protected override IHtmlContent Control(TagHelperContext context, TagHelperAttributeList attributes, IHtmlContent inside)
        => With(
            Element(
                "input",
                ("class", Error is null ? "govuk-file-upload" : "govuk-file-upload govuk-file-upload--error"),
                ("id", TheId),
                ("name", Name),
                ("type", "file"),
                ("aria-describedby", DescribedBy)),
            attributes);
}

/// <summary>One of a list too long for radios. Inside it: govuk-choice.</summary>
[HtmlTargetElement("govuk-select", Attributes = "for")]
public sealed class SelectTagHelper(IStringLocalizer<PageWords> words) : Field(words)
{
    public override void Init(TagHelperContext context) => Choices.Begin(context);

    private protected override IHtmlContent Control(TagHelperContext context, TagHelperAttributeList attributes, IHtmlContent inside)
    {
        var select = Element(
            "select",
            ("class", Error is null ? "govuk-select" : "govuk-select govuk-select--error"),
            ("id", TheId),
            ("name", Name),
            ("aria-describedby", DescribedBy));
        foreach (var choice in Choices.Of(context))
        {
            var isSelected = string.Equals(choice.Value, Value ?? "", StringComparison.Ordinal);
            var option = Element("option", ("value", choice.Value), ("selected", isSelected ? "" : null));
            option.InnerHtml.AppendHtml(choice.Text);
            select.InnerHtml.AppendHtml(option);
        }

        return With(select, attributes);
    }
}
