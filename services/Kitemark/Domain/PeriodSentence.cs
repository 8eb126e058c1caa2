using Academy.Contracts.Kitemark;

namespace Academy.Kitemark.Domain;

/// <summary>What a period means for a day, as one would say it.</summary>
internal static class PeriodSentence
{
    // The word is what the period makes its subject: kitemarked, authorised.
    public static string For(Period? period, DateOnly day, string word)
    {
        if (period is null)
        {
            return $"Not {word} on {day:yyyy-MM-dd}.";
        }

        var since = string.Join("; ", period.Decisions.Select(Said));
        var begin = period.IsInForceOn(day) ? Capital(word) : $"Not {word}";
        return $"{begin} on {day:yyyy-MM-dd}{(since.Length > 0 ? $"; {since}" : "")}.";
    }

    private static string Said(Decision decision)
    {
        var verb = decision.Kind == MarkDecisionKind.Withdrawn ? "withdrawn" : "suspended";
        var said = $"{verb} from {decision.From:yyyy-MM-dd}";
        said = decision.VoidFrom is { } voidFrom ? $"{said}, void for completions from {voidFrom:yyyy-MM-dd}" : said;
        return decision.Reversed is { } reversed ? $"{said}, taken back on {reversed.DecidedAt:yyyy-MM-dd}" : said;
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
