namespace Academy.Passport.Data;

/// <summary>Patterns for LIKE that take what somebody typed as it is, wildcards and all.</summary>
internal static class LikePattern
{
    public const string Escape = "\\";

    public static string Exactly(string text)
        => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    public static string With(string text) => $"%{Exactly(text)}%";
}
