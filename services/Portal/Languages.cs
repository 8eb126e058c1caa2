using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Academy.Portal;

/// <summary>Languages courses are taught in, by ISO 639 code. The texts are keys of Words.</summary>
internal static class Languages
{
    /// <summary>Those one can search for: what people in the county's care sector speak most, and British Sign Language.</summary>
    public static IReadOnlyList<(string Code, string Text)> Known { get; } =
    [
        ("en", "English"), ("bfi", "British Sign Language"), ("bg", "Bulgarian"), ("hi", "Hindi"), ("ml", "Malayalam"), ("pl", "Polish"),
        ("pt", "Portuguese"), ("ro", "Romanian"), ("sn", "Shona"), ("tl", "Tagalog"), ("yo", "Yoruba"),
    ];

    public static string NameOf(string code, IStringLocalizer<Words> words)
        => Known.FirstOrDefault(known => known.Code == code) is { Text: { } text } ? words[text].Value : CultureInfo.GetCultureInfo(code).EnglishName;
}
