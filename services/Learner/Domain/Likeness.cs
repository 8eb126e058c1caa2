using System.Text.Json.Serialization;
using Academy.People;

namespace Academy.Learner.Domain;

/// <summary>What makes two records with one date of birth look like one person.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LikenessSign>))]
public enum LikenessSign
{
    /// <summary>The same words in the names, in any order.</summary>
    SameName,

    /// <summary>One is called today what the other was called before.</summary>
    SameFormerName,

    /// <summary>All words of the shorter name are in the longer one.</summary>
    PartOfName,

    /// <summary>Every word differs by a letter or two at most.</summary>
    SimilarName,

    /// <summary>The first word is the same: a family name may have changed.</summary>
    SameFirstName,
}

/// <summary>
/// How much two records with the same date of birth look like one person, from 0 to 100 by the closest pair of their names. It says
/// where to look; whether they are one person people decide.
/// </summary>
internal sealed record Likeness(int Score, LikenessSign Sign)
{
    /// <summary>The names of a record as they are compared, today's first.</summary>
    internal sealed record Names(IReadOnlyList<IReadOnlyList<string>> All)
    {
        public static Names Of(string fullName, IEnumerable<string> formerNames) => new([.. formerNames.Prepend(fullName).Select(NameWords.Of)]);
    }

    /// <summary>None when nothing but the birthday is the same.</summary>
    public static Likeness? Of(Names one, Names other)
        => one.All.SelectMany((mine, i) => other.All.Select((theirs, j) => Between(mine, theirs, areOfToday: i == 0 && j == 0)))
            .OfType<Likeness>().MaxBy(likeness => likeness.Score);

    private static Likeness? Between(IReadOnlyList<string> one, IReadOnlyList<string> other, bool areOfToday)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return null;
        }

        var (shorter, longer) = one.Count <= other.Count ? (one, other) : (other, one);
        if (shorter.Count == longer.Count && shorter.Order(StringComparer.Ordinal).SequenceEqual(longer.Order(StringComparer.Ordinal)))
        {
            return areOfToday ? new(100, LikenessSign.SameName) : new(90, LikenessSign.SameFormerName);
        }

        return shorter.Count < longer.Count && shorter.All(longer.Contains) ? new(70, LikenessSign.PartOfName)
            : shorter.Count == longer.Count && shorter.Zip(longer).All(pair => Distance(pair.First, pair.Second) <= Math.Min(2, Math.Max(pair.First.Length, pair.Second.Length) / 3)) ? new(60, LikenessSign.SimilarName)
            : one[0] == other[0] ? new(40, LikenessSign.SameFirstName)
            : null;
    }

    /// <summary>How many letters are put in, left out or changed (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var before = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
