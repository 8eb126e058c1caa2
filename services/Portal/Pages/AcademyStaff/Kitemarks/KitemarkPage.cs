using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Kitemarks;

/// <summary>A page on which Academy staff deal with kitemarks that were granted.</summary>
[Authorize(For.Kitemarks)]
internal abstract class KitemarkPage(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AcademyPage(time)
{
    private const string Done = "kitemark step";

    /// <summary>What was just done, in words.</summary>
    public string? JustNow { get; private set; }

    /// <summary>Whether the page shows what was typed before the session ended.</summary>
    public bool WasKept { get; private set; }

    protected IStringLocalizer<Words> T => words;

    /// <summary>Puts back the days that were typed before the session ended; the other answers are the page's own to put back.</summary>
    protected async Task<Func<string, IEnumerable<string>>?> TakeTyped(params string[] days)
    {
        if (await drafts.Take(HttpContext) is not { } typed)
        {
            return null;
        }

        WasKept = true;
        foreach (var part in days.SelectMany(day => new[] { $"{day}.Day", $"{day}.Month", $"{day}.Year" }))
        {
            ModelState.SetModelValue(part, typed.GetValueOrDefault(part)?.FirstOrDefault(), typed.GetValueOrDefault(part)?.FirstOrDefault());
        }

        return name => typed.GetValueOrDefault(name) ?? [];
    }

    protected void Remember(string done) => TempData[Done] = done;

    protected void Recall() => JustNow = TempData[Done] as string;

    /// <summary>Why the service did not do it, in its own words: whoever reads them works with it all day.</summary>
    protected void Say(Refused refused, string field = "")
        => ModelState.AddModelError(field, refused.Detail ?? T["We could not do this. Load the page again"]);

    protected bool IsWrong(string field) => ModelState.Any(state => state.Key.StartsWith(field, StringComparison.Ordinal) && state.Value?.Errors.Count > 0);

    protected void Require(string field, string? text, int longest, string missing)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            ModelState.AddModelError(field, missing);
        }
        else if (text.Trim().Length > longest)
        {
            ModelState.AddModelError(field, T["What you say must be {0} characters or fewer", longest]);
        }
    }
}
