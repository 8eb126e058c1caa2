using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Evidence;

/// <summary>What somebody says of training, what they sent for it, and the decision.</summary>
[Authorize(For.EvidenceCheckers)]
internal sealed class CheckModel(EvidenceCheckClient evidence, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AcademyPage(time)
{
    public const string Accept = "accept";

    private const int LongestNote = 500;
    private static readonly string[] Refusals = ["Unreadable", "NamesSomebodyElse", "ShowsSomethingElse", "NoProof"];

    /// <summary><see cref="Accept"/>, or why it is refused.</summary>
    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>The files that were on the page when it was opened.</summary>
    [BindProperty]
    public List<Guid> Seen { get; set; } = [];

    [BindProperty]
    public string? FormKey { get; set; }

    public EvidenceCheck Check { get; private set; } = null!;

    public bool WasKept { get; private set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        FormKey = Guid.CreateVersion7().ToString();
        Seen = [.. Check.Evidence.Select(file => file.EvidenceId)];
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (Decision, Note, WasKept) = (typed.GetValueOrDefault(nameof(Decision))?.FirstOrDefault(), typed.GetValueOrDefault(nameof(Note))?.FirstOrDefault(), true);
        }
    }

    /// <summary>A file of somebody, as it was sent.</summary>
    public async Task<IActionResult> OnGetFile(Guid of, Guid file, CancellationToken cancellationToken)
    {
        var (content, type) = await evidence.File(of, file, cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return File(content, type);
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        var note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim();
        if (Decision != Accept && !Refusals.Contains(Decision))
        {
            ModelState.AddModelError(nameof(Decision), words["Select what you decide"]);
        }

        if (note?.Length > LongestNote)
        {
            ModelState.AddModelError(nameof(Note), words["What you say must be {0} characters or fewer", LongestNote]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await evidence.Decide(id, Seen, Decision == Accept ? null : Decision, note, Key(id, note), cancellationToken);
            TempData[QueueModel.Decided] = Decision == Accept ? "accepted" : "refused";
            return RedirectToPage("Index");
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Slug switch
            {
                "evidence-changed" => words["The person sent another file meanwhile. Load the page again and look at it"],
                "own-evidence" => words["This is your own training. Leave it to somebody else of the Academy"],
                "evidence-not-waiting" => words["Somebody else decided meanwhile, or the person removed the training"],
                _ => words["We could not keep your decision. Load the page again"],
            });
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private async Task Read(Guid id, CancellationToken cancellationToken) => Check = await evidence.Check(id, cancellationToken);

    /// <summary>A form that is sent again with something else in it is another decision.</summary>
    private string Key(Guid id, string? note)
        => Once.Key($"{FormKey} {id} {string.Join(' ', Seen)} {Decision} {note}");
}
