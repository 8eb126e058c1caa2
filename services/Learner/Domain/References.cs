using System.Text.RegularExpressions;
using Academy.ServiceDefaults;

namespace Academy.Learner.Domain;

/// <summary>Ids that employers give their workplaces and workers themselves (LOCALESTID and UNIQUEWORKERID in ASC-WDS).</summary>
internal static partial class References
{
    public const int Longest = 50;

    /// <summary>The reference as it is kept, or none. Some employers use the national insurance number; that is never kept.</summary>
    public static string? Read(string? reference, string field)
    {
        var text = reference?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length > Longest || text.Any(char.IsControl))
        {
            throw new RuleBroken($"Write {field} with at most {Longest} characters on one line.", "reference");
        }

        return InsuranceNumber().IsMatch(text)
            ? throw new RuleBroken($"{field} holds a national insurance number. Use another reference; these numbers are not kept here.", "national-insurance-number")
            : text;
    }

    [GeneratedRegex(@"[A-Za-z]\s?[A-Za-z]([\s\-./]*[0-9]){6}[\s\-./]*[A-Da-d](?![A-Za-z0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InsuranceNumber();
}
