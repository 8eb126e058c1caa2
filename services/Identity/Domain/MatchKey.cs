using Academy.People;

namespace Academy.Identity.Domain;

/// <summary>
/// What is left of a name when it is compared, the words in the order of the alphabet. So it does not matter which of given and
/// family name comes first.
/// </summary>
internal static class MatchKey
{
    private static readonly HashSet<string> LegalForms = ["ltd", "limited", "llp", "plc", "cic", "cio", "the", "and"];

    private static readonly HashSet<string> SmallWords = ["a", "an", "and", "course", "for", "in", "of", "the", "to", "training", "with"];

    public static string OfPerson(string name) => string.Join(' ', NameWords.Of(name).Order(StringComparer.Ordinal));

    /// <summary>Employers are compared without their legal form, and in the order of their words.</summary>
    public static string OfEmployer(string name) => string.Join(' ', Without(LegalForms, name));

    /// <summary>Courses are compared as people remember them: without small words, in any order.</summary>
    public static string OfCourse(string title) => string.Join(' ', Without(SmallWords, title).Order(StringComparer.Ordinal));

    private static IReadOnlyList<string> Without(HashSet<string> leftOut, string name)
    {
        var words = NameWords.Of(name);
        var meant = words.Where(word => !leftOut.Contains(word)).ToList();
        return meant.Count > 0 ? meant : words;
    }
}
