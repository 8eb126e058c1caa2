using System.Text.Encodings.Web;
using Academy.Pages.Forms;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Academy.Pages.Tests;

/// <summary>Runs tag helpers as a page would.</summary>
internal sealed class Rendering
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();

    public static IStringLocalizer<PageWords> Texts { get; } = Services.GetRequiredService<IStringLocalizer<PageWords>>();

    public ModelStateDictionary State { get; } = new();

    public ViewContext View => new()
    {
        HttpContext = new DefaultHttpContext(),
        ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), State),
    };

    public TField Ask<TField>(TField field, string name, object? value = null)
        where TField : Field
    {
        field.ViewContext = View;
        field.For = new ModelExpression(name, new EmptyModelMetadataProvider().GetModelExplorerForType(value?.GetType() ?? typeof(string), value));
        return field;
    }

    /// <summary>The tag's attributes that the helper does not know, and what stands between its tags, which may be helpers again.</summary>
    public static async Task<string?> Html(
        TagHelper helper, string tag = "x", TagHelperAttributeList? attributes = null, string inside = "", (TagHelper Helper, string Inside)[]? children = null)
    {
        var context = new TagHelperContext(attributes ?? [], new Dictionary<object, object>(), "test");
        helper.Init(context);
        var output = new TagHelperOutput(tag, new TagHelperAttributeList(attributes ?? []), async (_, _) =>
        {
            foreach (var child in children ?? [])
            {
                var childOutput = new TagHelperOutput("child", [], (_, _) => Task.FromResult<TagHelperContent>(Content(child.Inside)));
                await child.Helper.ProcessAsync(context, childOutput);
            }

            return Content(inside);
        });
        await helper.ProcessAsync(context, output);
        if (!output.IsContentModified)
        {
            output.Content.SetHtmlContent(inside);
        }

        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static TagHelperContent Content(string html) => new DefaultTagHelperContent().SetHtmlContent(html);
}
