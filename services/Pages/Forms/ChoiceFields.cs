using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Academy.Pages.Forms;

/// <summary>One answer that can be chosen; its text is between the tags. With <c>divider</c> it is only a word between two answers.</summary>
[HtmlTargetElement("govuk-choice")]
public sealed class ChoiceTagHelper : TagHelper
{
    public string Value { get; set; } = "";

    public string? Hint { get; set; }

    public bool Divider { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        Choices.Of(context).Add(new Choice(Value, text, Hint, Divider));
        output.SuppressOutput();
    }
}

internal sealed record Choice(string Value, IHtmlContent Text, string? Hint, bool IsDivider);

internal static class Choices
{
    private static readonly object Key = new();

    public static void Begin(TagHelperContext context) => context.Items[Key] = new List<Choice>();

    public static List<Choice> Of(TagHelperContext context) => (List<Choice>)context.Items[Key];
}

/// <summary>Answers to choose from. Inside it: govuk-choice.</summary>
public abstract class ChoiceField(IStringLocalizer<PageWords> words, string kind, string inputType) : FieldGroup(words)
{
    public override void Init(TagHelperContext context) => Choices.Begin(context);

    private protected abstract bool IsChosen(string value);

    private protected override IHtmlContent Control(TagHelperContext context, TagHelperAttributeList attributes, IHtmlContent inside)
    {
        var all = With(Element("div", ("class", $"govuk-{kind}"), ("data-module", $"govuk-{kind}")), attributes);
        var number = 0;
        foreach (var choice in Choices.Of(context))
        {
            number++;
            if (choice.IsDivider)
            {
                var divider = Element("div", ("class", $"govuk-{kind}__divider"));
                divider.InnerHtml.AppendHtml(choice.Text);
                all.InnerHtml.AppendHtml(divider);
                continue;
            }

            var id = number == 1 ? TheId : string.Create(CultureInfo.InvariantCulture, $"{TheId}-{number}");
            all.InnerHtml.AppendHtml(Item(choice, id));
        }

        return all;
    }

    private Microsoft.AspNetCore.Mvc.Rendering.TagBuilder Item(Choice choice, string id)
    {
        var item = Element("div", ("class", $"govuk-{kind}__item"));
        item.InnerHtml.AppendHtml(Element(
            "input",
            ("class", $"govuk-{kind}__input"),
            ("id", id),
            ("name", Name),
            ("type", inputType),
            ("value", choice.Value),
            ("checked", IsChosen(choice.Value) ? "" : null),
            ("aria-describedby", choice.Hint is null ? null : $"{id}-item-hint")));
        var label = Element("label", ("class", $"govuk-label govuk-{kind}__label"), ("for", id));
        label.InnerHtml.AppendHtml(choice.Text);
        item.InnerHtml.AppendHtml(label);
        if (choice.Hint is not null)
        {
            item.InnerHtml.AppendHtml(HintOf($"{id}-item-hint", choice.Hint, $" govuk-{kind}__hint"));
        }

        return item;
    }
}

/// <summary>One answer of a few.</summary>
[HtmlTargetElement("govuk-radios", Attributes = "for")]
public sealed class RadiosTagHelper(IStringLocalizer<PageWords> words) : ChoiceField(words, "radios", "radio")
{
    private protected override bool IsChosen(string value) => string.Equals(value, Value, StringComparison.Ordinal);
}

/// <summary>Any of the answers: of a list, or of one property that is true or false (value "true").</summary>
[HtmlTargetElement("govuk-checkboxes", Attributes = "for")]
public sealed class CheckboxesTagHelper(IStringLocalizer<PageWords> words) : ChoiceField(words, "checkboxes", "checkbox")
{
    private protected override bool IsChosen(string value) => Chosen().Contains(value, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<string?> Chosen() => (State(Name)?.RawValue ?? For.Model) switch
    {
        null => [],
        string one => [one],
        System.Collections.IEnumerable several => several.Cast<object?>().Select(one => Convert.ToString(one, CultureInfo.InvariantCulture)),
        var one => [Convert.ToString(one, CultureInfo.InvariantCulture)],
    };
}
