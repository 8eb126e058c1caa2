using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Academy.Pages.Parts;

/// <summary>Gives every script of a page the word without which the browser refuses to run it.</summary>
[HtmlTargetElement("script", Attributes = "src")]
public sealed class ScriptTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
        => output.Attributes.SetAttribute("nonce", SafeHeaders.Nonce(ViewContext.HttpContext));
}
