using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Tests;

/// <summary>
/// Every text of the pages in letters of Arabic and a third longer, as translations are: what is still in Latin letters on a page does
/// not come from a resource file.
/// </summary>
internal sealed class PseudoLanguage : IStringLocalizerFactory
{
    public const string Name = "ar-EG";

    private const string Letters = "ابتثجحخدذرزسشصضطظعغفقكلمنه";

    public IStringLocalizer Create(Type resourceSource) => new Texts();

    public IStringLocalizer Create(string baseName, string location) => new Texts();

    private static string Pseudo(string text)
    {
        var pseudo = new StringBuilder();
        var isPlace = false;
        foreach (var letter in text)
        {
            isPlace = letter == '{' || (isPlace && letter != '}');
            var lower = char.ToLowerInvariant(letter);
            pseudo.Append(!isPlace && lower is >= 'a' and <= 'z' ? Letters[lower - 'a'] : letter);
        }

        return pseudo.Append(' ').Append(Letters.AsSpan(0, Math.Min(Letters.Length, text.Length / 3))).ToString();
    }

    private sealed class Texts : IStringLocalizer
    {
        public LocalizedString this[string name] => new(name, CultureInfo.CurrentUICulture.Name == Name ? Pseudo(name) : name);

        public LocalizedString this[string name, params object[] arguments] => new(name, string.Format(CultureInfo.CurrentCulture, this[name].Value, arguments));

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
