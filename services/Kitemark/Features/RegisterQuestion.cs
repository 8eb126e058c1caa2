using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Academy.Contracts.Kitemark;
using Microsoft.AspNetCore.Http.Extensions;

namespace Academy.Kitemark.Features;

/// <summary>What is asked of the public register: everything in force on a day, narrowed by whatever is named.</summary>
/// <param name="Q">Words; each is in the name of the provider, course, agency or trainer. Words of three letters and more find best.</param>
/// <param name="On">The day, Europe/London; today where none is named.</param>
/// <param name="Subject">Bulk-upload code of an ASC-WDS training category.</param>
/// <param name="Provider">A training provider by its id.</param>
/// <param name="Language">Of teaching, by its ISO 639 code.</param>
public sealed record RegisterQuestion(
    KitemarkSubject? Kind,
    [property: StringLength(100)] string? Q,
    DateOnly? On,
    int? Subject,
    Guid? Provider,
    CourseMode? Mode,
    [property: StringLength(3)] string? Language,
    Guid? After,
    [property: Range(1, 100)] int? Limit)
{
    public const int PageSize = 25;
    private const int MostWords = 8;

    internal IEnumerable<string> Words => (Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords);

    /// <summary>The word anywhere, its own wildcards taken as letters.</summary>
    internal static string Pattern(string word)
        => $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";

    /// <summary>The next page of the same question, of the same day.</summary>
    internal static string Next(HttpRequest request, DateOnly day, Guid after)
    {
        var query = new QueryBuilder { { "on", day.ToString("O", CultureInfo.InvariantCulture) }, { "after", after.ToString() } };
        foreach (var (name, value) in request.Query.Where(asked => asked.Key is not ("on" or "after")))
        {
            query.Add(name, value.ToString());
        }

        return $"{request.Path}{query}";
    }
}
