using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Academy.Pages.Forms;

/// <summary>Everything that is wrong with the form, each leading to its field; nothing when nothing is. It stands above the heading.</summary>
[HtmlTargetElement("govuk-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<PageWords> words) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = InOrder(ViewContext.ViewData).ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        var list = new TagBuilder("ul");
        list.AddCssClass("govuk-error-summary__list");
        list.AddCssClass("govuk-list");
        foreach (var (target, message) in errors)
        {
            var item = new TagBuilder("li");
            if (target is null)
            {
                item.InnerHtml.Append(message);
            }
            else
            {
                var link = new TagBuilder("a") { Attributes = { ["href"] = $"#{target}" } };
                link.InnerHtml.Append(message);
                item.InnerHtml.AppendHtml(link);
            }

            list.InnerHtml.AppendHtml(item);
        }

        output.Content
            .AppendHtml("<div role=\"alert\"><h2 class=\"govuk-error-summary__title\">")
            .Append(words["There is a problem"])
            .AppendHtml("</h2><div class=\"govuk-error-summary__body\">")
            .AppendHtml(list)
            .AppendHtml("</div></div>");
    }

    /// <summary>As the page model declares its fields, which is the order they stand in; what is wrong with no field in particular comes first.</summary>
    private static IEnumerable<(string? Target, string Message)> InOrder(ViewDataDictionary data)
    {
        var (state, declared) = (data.ModelState, data.ModelMetadata.Properties.Select((property, place) => (property.Name!, place)).ToDictionary());
        foreach (var (name, entry) in state.OrderBy(field => field.Key.Length == 0 ? -1 : declared.GetValueOrDefault(field.Key.Split('.', '[')[0], int.MaxValue)))
        {
            foreach (var message in entry!.Errors.Select(error => error.ErrorMessage).Where(message => message.Length > 0))
            {
                yield return (name.Length == 0 ? null : Target(state, name), message);
            }
        }
    }

    /// <summary>A date as a whole has no box of its own: its first one is meant.</summary>
    private static string Target(ModelStateDictionary state, string name)
        => Field.IdOf(state.ContainsKey($"{name}.Day") ? $"{name}.Day" : name);
}
