using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Academy.Pages.Parts;

/// <summary>What of a task describes its link, to those who only hear it.</summary>
internal sealed class TaskParts(string id)
{
    private readonly List<string> _ids = [];

    public string DescribedBy => string.Join(' ', _ids);

    public string Add(string part)
    {
        _ids.Add($"{id}-{part}");
        return _ids[^1];
    }
}

/// <summary>A line of a task list. Its hint and its status describe its link.</summary>
[HtmlTargetElement("li", Attributes = "[class^='govuk-task-list__item']")]
public sealed class TaskTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Init(TagHelperContext context)
    {
        var items = ViewContext.HttpContext.Items;
        var number = (items[typeof(TaskTagHelper)] as int? ?? 0) + 1;
        items[typeof(TaskTagHelper)] = number;
        context.Items[typeof(TaskParts)] = new TaskParts($"task-{number}");
    }
}

/// <summary>The hint or the status of a task.</summary>
[HtmlTargetElement("div", Attributes = "[class='govuk-task-list__hint']")]
[HtmlTargetElement("div", Attributes = "[class='govuk-task-list__status']")]
public sealed class TaskPartTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.TryGetValue(typeof(TaskParts), out var task))
        {
            output.Attributes.SetAttribute("id", ((TaskParts)task).Add(context.AllAttributes["class"].Value.ToString()!.Split("__")[^1]));
        }
    }
}

/// <summary>The link of a task. What describes it comes after it, so what it says of that is known only when the page is written.</summary>
[HtmlTargetElement("a", Attributes = "[class$='govuk-task-list__link']")]
public sealed class TaskLinkTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.TryGetValue(typeof(TaskParts), out var task))
        {
            var link = new Link([.. output.Attributes], await output.GetChildContentAsync(), (TaskParts)task);
            output.TagName = null;
            output.Content.SetHtmlContent(link);
        }
    }

    private sealed record Link(IReadOnlyList<TagHelperAttribute> Attributes, IHtmlContent Content, TaskParts Task) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write("<a");
            foreach (var attribute in Attributes)
            {
                writer.Write(' ');
                attribute.WriteTo(writer, encoder);
            }

            if (Task.DescribedBy is { Length: > 0 } ids)
            {
                writer.Write($" aria-describedby=\"{ids}\"");
            }

            writer.Write('>');
            Content.WriteTo(writer, encoder);
            writer.Write("</a>");
        }
    }
}
