using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

internal static class Texts
{
    /// <summary>A text people will read: trimmed, and not empty when nothing but spaces was sent.</summary>
    public static string Given(string text, string field)
        => text.Trim() is { Length: > 0 } trimmed ? trimmed : throw new RuleBroken($"Fill in {field}: it holds nothing but spaces.", "text-empty");
}
