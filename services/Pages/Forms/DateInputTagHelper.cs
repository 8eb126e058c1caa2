using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Academy.Pages.Forms;

/// <summary>A date in three boxes. The month may be a name.</summary>
[HtmlTargetElement("govuk-date-input", Attributes = "for")]
public sealed class DateInputTagHelper(IStringLocalizer<PageWords> words) : FieldGroup(words)
{
    private static readonly string[] Parts = ["Day", "Month", "Year"];

    /// <summary>The date is a birthday of the person at the keyboard, which their browser may fill in.</summary>
    public bool IsOwnBirthday { get; set; }

    private protected override string? Role => "group";

    private protected override string? Error
        => ErrorOf(Name) ?? Parts.Select(part => ErrorOf($"{Name}.{part}")).FirstOrDefault(message => message is not null);

    private protected override IHtmlContent Control(TagHelperContext context, TagHelperAttributeList attributes, IHtmlContent inside)
    {
        var boxes = With(Element("div", ("class", "govuk-date-input"), ("id", TheId)), attributes);
        var someBoxIsWrong = Parts.Any(part => State($"{Name}.{part}")?.Errors.Count > 0);
        foreach (var part in Parts)
        {
            boxes.InnerHtml.AppendHtml(Box(part, isWrong: someBoxIsWrong ? State($"{Name}.{part}")?.Errors.Count > 0 : Error is not null));
        }

        return boxes;
    }

    private Microsoft.AspNetCore.Mvc.Rendering.TagBuilder Box(string part, bool isWrong)
    {
        var id = $"{TheId}_{part}";
        var label = Element("label", ("class", "govuk-label govuk-date-input__label"), ("for", id));
        label.InnerHtml.Append(Words[part]);
        var input = Element(
            "input",
            ("class", $"govuk-input govuk-date-input__input{(isWrong ? " govuk-input--error" : "")} govuk-input--width-{(part == "Year" ? 4 : 2)}"),
            ("id", id),
            ("name", $"{Name}.{part}"),
            ("type", "text"),
            // A numeric keyboard would keep people from typing the name of a month.
            ("inputmode", part == "Month" ? null : "numeric"),
            ("value", Typed(part)),
            ("autocomplete", IsOwnBirthday ? $"bday-{part.ToLowerInvariant()}" : null));
        var group = Element("div", ("class", "govuk-form-group"));
        group.InnerHtml.AppendHtml(label).AppendHtml(input);
        var item = Element("div", ("class", "govuk-date-input__item"));
        item.InnerHtml.AppendHtml(group);
        return item;
    }

    private string? Typed(string part)
    {
        if (State($"{Name}.{part}")?.AttemptedValue is { Length: > 0 } typed)
        {
            return typed;
        }

        return For.Model is not DateOnly date
            ? null
            : (part switch { "Day" => date.Day, "Month" => date.Month, _ => date.Year }).ToString(CultureInfo.InvariantCulture);
    }
}
