using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Academy.Pages.Tests;

/// <summary>HTML in one way of writing it: attributes by name, classes in order, white space that is not seen left out.</summary>
internal static partial class Markup
{
    public static string Normal(string html)
    {
        var body = new HtmlParser().ParseDocument($"<body>{html}</body>").Body!;
        var text = new StringBuilder();
        foreach (var node in body.ChildNodes)
        {
            Write(node, text, 0);
        }

        return text.ToString();
    }

    private static void Write(INode node, StringBuilder text, int depth)
    {
        switch (node)
        {
            case IElement element:
                var attributes = element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => $" {a.Name}=\"{Value(a)}\"");
                text.Append(' ', depth * 2).Append(System.Globalization.CultureInfo.InvariantCulture, $"<{element.LocalName}{string.Concat(attributes)}>\n");
                foreach (var child in element.ChildNodes)
                {
                    Write(child, text, depth + 1);
                }

                break;
            case IText { Data: var data } when data.Trim().Length > 0:
                text.Append(' ', depth * 2).Append(Spaces().Replace(data.Trim(), " ")).Append('\n');
                break;
        }
    }

    private static string Value(IAttr attribute) => attribute.Name == "class"
        ? string.Join(' ', attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))
        : attribute.Value;

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
