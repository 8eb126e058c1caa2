using System.Security.Cryptography;
using System.Text.Json;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>What the employer answers about one training; the same as before changes nothing.</summary>
public sealed class Answered
{
    public Guid EntryId { get; set; }

    public string? Decision { get; set; }

    public string? Reason { get; set; }
}

/// <summary>A page that says of each training somebody brings along whether it counts, has to be done again, or neither.</summary>
internal abstract class DecisionsPage(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : EmployerPage(time)
{
    public const string Saved = "decisions saved";

    private const int LongestReason = 500;

    [BindProperty]
    public List<Answered> Answers { get; set; } = [];

    /// <summary>One form, one decision, however often it is sent.</summary>
    [BindProperty]
    public string? FormKey { get; set; }

    public bool WasKept { get; private set; }

    /// <summary>Known once the page has been read.</summary>
    public abstract IReadOnlyList<Brought> Brought { get; }

    /// <summary>What was not in force any more cannot be accepted.</summary>
    public bool MayAccept(OwnEntry entry) => entry.Withdrawal is null && !(entry.ValidUntil < Today);

    /// <summary>The answers there are, or those that were typed when the session ended.</summary>
    protected async Task Fill()
    {
        FormKey = Guid.CreateVersion7().ToString();
        Answers = [.. Brought.Select(brought => new Answered { EntryId = brought.Entry.EntryId, Decision = brought.Decision?.Decision, Reason = brought.Decision?.Reason })];
        if (await drafts.Take(HttpContext) is { } typed)
        {
            WasKept = true;
            for (var n = 0; n < Answers.Count; n++)
            {
                Answers[n].Decision = typed.GetValueOrDefault($"Answers[{n}].Decision")?.FirstOrDefault() ?? Answers[n].Decision;
                Answers[n].Reason = typed.GetValueOrDefault($"Answers[{n}].Reason")?.FirstOrDefault() ?? Answers[n].Reason;
            }
        }
    }

    /// <param name="send">Sends what changed, with a key that is the same for the same decisions.</param>
    protected async Task<IActionResult> Save(Guid id, Func<IReadOnlyList<NewDecision>, string, Task> send)
    {
        var typed = Answers.DistinctBy(answer => answer.EntryId).ToDictionary(answer => answer.EntryId);
        Answers = [.. Brought.Select(brought => typed.GetValueOrDefault(brought.Entry.EntryId) ?? new Answered { EntryId = brought.Entry.EntryId })];
        var decided = Decided();
        if (ModelState.IsValid && decided.Count == 0)
        {
            ModelState.AddModelError("", words["Change at least one answer before you save"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await send(decided, $"{FormKey}-{Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(decided)))[..24]}");
        }
        catch (Refused refused) when (refused.Slug is "not-in-force" or "not-prior" or "entry-unknown")
        {
            ModelState.AddModelError("", words["Some of this training changed just now. Look at it again, then save"]);
            return Page();
        }
        catch (Refused refused) when (refused.Slug == "changed-since-check")
        {
            ModelState.AddModelError("", words["Some of this training changed since you checked, and the sharing has ended. Ask for a new share code"]);
            return Page();
        }
        catch (Refused refused) when (refused.Slug == "not-allowed")
        {
            ModelState.AddModelError("", words["You can look. Only managers and administrators decide"]);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }

        TempData[Saved] = true;
        return RedirectToPage(new { id });
    }

    private List<NewDecision> Decided()
    {
        var decided = new List<NewDecision>();
        foreach (var (n, (brought, answer)) in Brought.Zip(Answers).Index())
        {
            var reason = string.IsNullOrWhiteSpace(answer.Reason) ? null : answer.Reason.Trim();
            if (answer.Decision is null || (answer.Decision == brought.Decision?.Decision && reason == brought.Decision?.Reason))
            {
                continue;
            }

            if (answer.Decision is not ("Accepted" or "Rejected" or "Repeat") || (answer.Decision == "Accepted" && !MayAccept(brought.Entry)))
            {
                ModelState.AddModelError($"Answers[{n}].Decision", words["{0}: choose one of the answers", brought.Entry.Title]);
            }
            else if (answer.Decision != "Accepted" && reason is not { Length: >= 3 })
            {
                ModelState.AddModelError($"Answers[{n}].Reason", words["{0}: say why. The person will read it", brought.Entry.Title]);
            }
            else if (reason?.Length > LongestReason)
            {
                ModelState.AddModelError($"Answers[{n}].Reason", words["{0}: the reason must be {1} characters or fewer", brought.Entry.Title, LongestReason]);
            }
            else
            {
                decided.Add(new NewDecision(brought.Entry.EntryId, answer.Decision, reason));
            }
        }

        return decided;
    }
}
