namespace Academy.Passport.Domain;

/// <summary>
/// Whether a course is called as if it were the Care Certificate itself. Training prepares for it; an employer assesses its standards at work and
/// awards it (the joint statement of Skills for Care, Skills for Health and Health Education England of 2015).
/// </summary>
internal static class CareCertificateClaim
{
    public const string Warning =
        "The course is called the Care Certificate. It is recorded as training: the Care Certificate itself is assessed standard by standard at work and awarded by an employer. Call the course what it teaches, for example Care Certificate standard 5.";

    private const string Certificate = "certificate";

    /// <summary>In any spelling that still reads so. A course for some of its standards does not claim to be it, nor does the Adult Social Care Certificate, a qualification.</summary>
    public static bool IsIn(string title)
    {
        List<string> words = [.. new string([.. title.ToLowerInvariant().Select(c => char.IsLetter(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (words.Exists(word => word.StartsWith("standard", StringComparison.Ordinal) || word.StartsWith("unit", StringComparison.Ordinal)))
        {
            return false;
        }

        for (var i = 0; i < words.Count; i++)
        {
            var isSocial = i > 0 && words[i - 1] == "social";
            if (!isSocial && ((words[i] == "care" && i + 1 < words.Count && Reads(words[i + 1])) || (words[i].StartsWith("care", StringComparison.Ordinal) && Reads(words[i][4..]))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Reads(string word) => word is "cert" or "certs" || (word.StartsWith("ce", StringComparison.Ordinal) && Distance(word.TrimEnd('s'), Certificate) <= 3);

    /// <summary>How many letters have to be changed, left out or put in.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (corner, left) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                left = Math.Min(Math.Min(above, left) + 1, corner + (one[i - 1] == other[j - 1] ? 0 : 1));
                (corner, row[j]) = (above, left);
            }
        }

        return row[^1];
    }
}

/// <summary>Something that was done all the same, and should be looked at.</summary>
/// <param name="Code">Stays the same, for systems.</param>
public sealed record Warning(string Code, string Detail)
{
    internal static IReadOnlyList<Warning> OfCourse(string title)
        => CareCertificateClaim.IsIn(title) ? [new("care-certificate-is-awarded-by-an-employer", CareCertificateClaim.Warning)] : [];
}
