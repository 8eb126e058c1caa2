using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Academy.Pages;

public static class Isolation
{
    private const char Begin = '\u2068';
    private const char End = '\u2069';

    /// <summary>A name as the text of a page that may run from right to left, where no element can stand around it.</summary>
    public static string ByItself(this string name) => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? $"{Begin}{name}{End}" : name;
}

/// <summary>
/// In a text that runs from right to left, what is put into it (a name, a number, a course) stands by itself, between the marks of
/// Unicode for that; otherwise it would turn the words around it.
/// </summary>
public sealed class IsolatedWordsFactory(IStringLocalizerFactory texts) : IStringLocalizerFactory
{
    public IStringLocalizer Create(Type resourceSource) => new IsolatedWords(texts.Create(resourceSource));

    public IStringLocalizer Create(string baseName, string location) => new IsolatedWords(texts.Create(baseName, location));

    private sealed class IsolatedWords(IStringLocalizer texts) : IStringLocalizer
    {
        public LocalizedString this[string name] => texts[name];

        public LocalizedString this[string name, params object[] arguments]
            => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft
                ? texts[name, [.. arguments.Select(argument => $"{argument}".ByItself())]]
                : texts[name, arguments];

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);
    }
}
