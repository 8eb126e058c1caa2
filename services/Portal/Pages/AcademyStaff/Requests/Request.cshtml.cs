using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.AcademyStaff.Duplicates;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Requests;

/// <summary>What somebody says of themselves who could not find their record, and the records it could be.</summary>
[Authorize(For.RecordKeepers)]
internal sealed class RequestModel(RecordRequestClient requests, PeopleClient people, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AcademyPage(time)
{
    public const string NoneOfThem = "none";

    private const int LongestReason = 500;

    /// <summary>Whose record it is, or <see cref="NoneOfThem"/>.</summary>
    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public RecordRequest Asked { get; private set; } = null!;

    /// <summary>The candidates' records in their order; none when the service does not answer.</summary>
    public IReadOnlyList<PersonRecord?> Records { get; private set; } = [];

    public bool WasKept { get; private set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        FormKey = Guid.CreateVersion7().ToString();
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (Decision, Reason, WasKept) = (typed.GetValueOrDefault(nameof(Decision))?.FirstOrDefault(), typed.GetValueOrDefault(nameof(Reason))?.FirstOrDefault(), true);
        }
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        var learner = Asked.Candidates.Select(candidate => (Guid?)candidate.LearnerId).FirstOrDefault(candidate => candidate.ToString() == Decision);
        if (learner is null && Decision != NoneOfThem)
        {
            ModelState.AddModelError(nameof(Decision), words["Select what you decide"]);
        }

        var reason = Reason?.Trim() ?? "";
        if (reason.Length is < 3 or > LongestReason)
        {
            ModelState.AddModelError(nameof(Reason), reason.Length < 3 ? words["Say why"] : words["What you say must be {0} characters or fewer", LongestReason]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await requests.Decide(id, learner, reason, Once.Key($"{FormKey} {id} {Decision} {reason}"), cancellationToken);
            TempData[QueueModel.Decided] = learner is null ? "not found" : "linked";
            return Redirect("/academy/duplicates");
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Slug == "record-request-decided" ? words["Somebody else decided meanwhile"] : words["We could not keep your decision. Load the page again"]);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private async Task Read(Guid id, CancellationToken cancellationToken)
    {
        Asked = await requests.Request(id, cancellationToken);
        var records = new List<PersonRecord?>();
        foreach (var candidate in Asked.Candidates)
        {
            records.Add(await people.Because("To find a training record").Record(candidate.LearnerId, cancellationToken).OrDown());
        }

        Records = records;
    }
}
