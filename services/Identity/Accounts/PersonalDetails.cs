using System.Globalization;
using Academy.Identity.Domain;

namespace Academy.Identity.Accounts;

/// <summary>What people are called and how they are reached, as they type it.</summary>
internal static class PersonalDetails
{
    public const int YoungestAge = 16;

    private const int OldestAge = 120;

    /// <summary>Any letters of any script, a single name too; nothing that is no part of a name.</summary>
    public static bool TryReadName(string? typed, out string name)
    {
        name = string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length is > 0 and <= Account.LongestName && name.Any(char.IsLetter) && name.EnumerateRunes().All(IsPartOfName);
    }

    public static bool IsPlausible(DateOnly dateOfBirth, DateOnly today)
        => dateOfBirth <= today && dateOfBirth > today.AddYears(-OldestAge);

    public static bool IsOldEnough(DateOnly dateOfBirth, DateOnly today) => dateOfBirth <= today.AddYears(-YoungestAge);

    /// <summary>A number as it is dialled, without what is only there for reading.</summary>
    public static bool TryReadPhone(string? typed, out string? phone)
    {
        var digits = string.Concat((typed ?? "").Where(symbol => !char.IsWhiteSpace(symbol) && symbol is not ('-' or '(' or ')' or '.')));
        phone = digits.Length == 0 ? null : digits;
        var number = digits.StartsWith('+') ? digits[1..] : digits;
        return phone is null || (number.Length is >= 7 and <= 15 && number.All(char.IsAsciiDigit));
    }

    private static bool IsPartOfName(System.Text.Rune symbol)
        => System.Text.Rune.IsLetter(symbol)
            || System.Text.Rune.GetUnicodeCategory(symbol) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            || " '’‘-‐.,·".Contains(symbol.ToString(), StringComparison.Ordinal);
}
