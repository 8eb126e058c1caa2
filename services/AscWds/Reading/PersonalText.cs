using System.Text.RegularExpressions;

namespace Academy.AscWds.Reading;

/// <summary>Finds national insurance numbers people have typed where none belongs.</summary>
internal static partial class PersonalText
{
    /// <summary>An identifier that is certainly one: with its last letter. "EM001234" may be a payroll number.</summary>
    public static bool IsInsuranceNumber(string identifier) => Whole().IsMatch(identifier);

    /// <summary>In free text anything that could be one goes: two letters, six digits and perhaps a letter.</summary>
    public static bool TryRemoveInsuranceNumbers(ref string text)
    {
        var without = Within().Replace(text, "[removed]");
        var found = !string.Equals(without, text, StringComparison.Ordinal);
        text = without;
        return found;
    }

    [GeneratedRegex(@"(?<![A-Za-z])[A-Za-z][ ]?[A-Za-z](?:[\s\-./]*[0-9]){6}[\s\-./]*[A-Da-d](?![A-Za-z0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![A-Za-z])[A-Za-z][ ]?[A-Za-z](?:[\s\-./]*[0-9]){6}(?![0-9])(?:[\s\-./]*[A-Za-z](?![A-Za-z0-9]))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Within();
}
