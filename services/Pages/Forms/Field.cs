using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Academy.Pages.Forms;

/// <summary>
/// A question of a form: label or legend, hint, error, control. What was typed and what is wrong with it come from ModelState,
/// so that a refused form comes back as it was. Attributes it does not know go to the control.
/// </summary>
public abstract class Field(IStringLocalizer<PageWords> words) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    /// <summary>Only where it cannot be made from the name.</summary>
    public string? Id { get; set; }

    public string? Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>s, m, l or xl: the size of a heading.</summary>
    public string? LabelSize { get; set; }

    /// <summary>The question is the page's heading.</summary>
    public bool IsHeading { get; set; }

    private protected IStringLocalizer Words => words;

    private protected string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private protected string TheId => Id ?? IdOf(Name);

    private protected virtual string? Error => ErrorOf(Name);

    /// <summary>As it was typed; otherwise as the page set it.</summary>
    private protected string? Value
        => State(Name)?.AttemptedValue ?? Convert.ToString(For.Model, CultureInfo.InvariantCulture);

    private protected string? DescribedBy
        => (Hint, Error) switch
        {
            (null, null) => null,
            (_, null) => $"{TheId}-hint",
            (null, _) => $"{TheId}-error",
            _ => $"{TheId}-hint {TheId}-error",
        };

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var attributes = new TagHelperAttributeList(output.Attributes);
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", Error is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
        output.Content.SetHtmlContent(Question(Control(context, attributes, inside)));
    }

    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    private protected abstract IHtmlContent Control(TagHelperContext context, TagHelperAttributeList attributes, IHtmlContent inside);

    private protected virtual IHtmlContent Question(IHtmlContent control)
    {
        var label = Element("label", ("class", WithSize("govuk-label")), ("for", TheId));
        label.InnerHtml.Append(Label ?? For.Metadata.GetDisplayName());
        IHtmlContent asked = label;
        if (IsHeading)
        {
            var heading = Element("h1", ("class", "govuk-label-wrapper"));
            heading.InnerHtml.AppendHtml(label);
            asked = heading;
        }

        return new HtmlContentBuilder().AppendHtml(asked).AppendHtml(HintAndError()).AppendHtml(control);
    }

    private protected IHtmlContent HintAndError()
    {
        var both = new HtmlContentBuilder();
        if (Hint is not null)
        {
            both.AppendHtml(HintOf($"{TheId}-hint", Hint));
        }

        if (Error is not null)
        {
            var error = Element("p", ("id", $"{TheId}-error"), ("class", "govuk-error-message"));
            var prefix = Element("span", ("class", "govuk-visually-hidden"));
            prefix.InnerHtml.Append($"{words["Error"]}:");
            error.InnerHtml.AppendHtml(prefix).Append(" ").Append(Error);
            both.AppendHtml(error);
        }

        return both;
    }

    private protected static TagBuilder HintOf(string id, string text, string also = "")
    {
        var hint = Element("div", ("id", id), ("class", $"govuk-hint{also}"));
        hint.InnerHtml.Append(text);
        return hint;
    }

    private protected string WithSize(string name) => LabelSize is null ? name : $"{name} {name}--{LabelSize}";

    private protected ModelStateEntry? State(string name) => ViewContext.ViewData.ModelState[name];

    private protected string? ErrorOf(string name)
        => State(name)?.Errors.Select(error => error.ErrorMessage).FirstOrDefault(message => message.Length > 0);

    private protected static TagBuilder Element(string tag, params (string Name, string? Value)[] attributes)
    {
        var element = new TagBuilder(tag);
        foreach (var (name, value) in attributes.Where(attribute => attribute.Value is not null))
        {
            element.Attributes[name] = value;
        }

        if (tag == "input")
        {
            element.TagRenderMode = TagRenderMode.SelfClosing;
        }

        return element;
    }

    /// <summary>Adds what the page wrote on the tag; its classes join ours.</summary>
    private protected static TagBuilder With(TagBuilder element, TagHelperAttributeList attributes)
    {
        foreach (var attribute in attributes)
        {
            var value = attribute.Value is IHtmlContent html ? Text(html) : attribute.Value?.ToString();
            if (attribute.Name == "class")
            {
                element.Attributes["class"] += $" {value}";
            }
            else
            {
                element.Attributes[attribute.Name] = value;
            }
        }

        return element;
    }

    private static string Text(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, HtmlEncoder.Default);
        return System.Net.WebUtility.HtmlDecode(writer.ToString());
    }
}

/// <summary>Several controls that answer one question.</summary>
public abstract class FieldGroup(IStringLocalizer<PageWords> words) : Field(words)
{
    private protected virtual string? Role => null;

    private protected override IHtmlContent Question(IHtmlContent control)
    {
        var fieldset = Element("fieldset", ("class", "govuk-fieldset"), ("role", Role), ("aria-describedby", DescribedBy));
        var legend = Element("legend", ("class", WithSize("govuk-fieldset__legend")));
        var text = Label ?? For.Metadata.GetDisplayName();
        if (IsHeading)
        {
            var heading = Element("h1", ("class", "govuk-fieldset__heading"));
            heading.InnerHtml.Append(text);
            legend.InnerHtml.AppendHtml(heading);
        }
        else
        {
            legend.InnerHtml.Append(text);
        }

        fieldset.InnerHtml.AppendHtml(legend).AppendHtml(HintAndError()).AppendHtml(control);
        return fieldset;
    }
}
