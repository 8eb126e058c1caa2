using System.Text;

namespace Academy.Launcher.Bench;

/// <summary>A bar for each ratio, as long as the part of its target it reaches; the line is the target.</summary>
internal static class Chart
{
    private const int Row = 28;
    private const int Left = 470;
    private const int Target = 240;
    private const int Width = 860;
    private const int LongestText = 66;

    public static string Of(IReadOnlyList<Line> lines)
    {
        var picture = new StringBuilder();
        var height = (lines.Count * Row) + 40;
        picture.AppendLine(Said($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"Each measured ratio as a part of its target\" font-family=\"sans-serif\" font-size=\"13\">"));
        picture.AppendLine(Said($"<rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/>"));
        for (var at = 0; at < lines.Count; at++)
        {
            var (line, y) = (lines[at], 10 + (at * Row));
            var length = Math.Min(line.Target.Reached(line.Ratio.Median) * Target, Width - Left - 60);
            picture.AppendLine(Said($"<text x=\"10\" y=\"{y + 15}\">{System.Net.WebUtility.HtmlEncode(Short($"{line.Id} {line.What}"))}</text>"));
            picture.AppendLine(Said($"<rect x=\"{Left}\" y=\"{y}\" width=\"{length:0}\" height=\"{Row - 8}\" fill=\"{(line.IsMet ? "#00703c" : "#b58105")}\"/>"));
            picture.AppendLine(Said($"<text x=\"{Left + length + 6:0}\" y=\"{y + 15}\">{line.Ratio.Median:0.00}</text>"));
        }

        picture.AppendLine(Said($"<line x1=\"{Left + Target}\" y1=\"4\" x2=\"{Left + Target}\" y2=\"{height - 24}\" stroke=\"#0b0c0c\" stroke-width=\"2\"/>"));
        picture.AppendLine(Said($"<text x=\"{Left + Target - 40}\" y=\"{height - 8}\">target of each</text>")).AppendLine("</svg>");
        return picture.ToString();
    }

    private static string Short(string text) => text.Length <= LongestText ? text : $"{text[..(LongestText - 1)]}…";

    private static string Said(FormattableString text) => FormattableString.Invariant(text);
}
