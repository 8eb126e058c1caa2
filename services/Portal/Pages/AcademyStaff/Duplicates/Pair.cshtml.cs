using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Duplicates;

/// <summary>Two records side by side, and the decision: one person, and which record is kept, or two people.</summary>
[Authorize(For.RecordKeepers)]
internal sealed class PairModel(PeopleClient people, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AcademyPage(time)
{
    public const string KeepOne = "one";
    public const string KeepOther = "other";
    public const string Apart = "apart";

    private const int LongestReason = 500;

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public ComparedPair Pair { get; private set; } = null!;

    public bool WasKept { get; private set; }

    public async Task OnGet(Guid one, Guid other, CancellationToken cancellationToken)
    {
        await Read(one, other, cancellationToken);
        FormKey = Guid.CreateVersion7().ToString();
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (Decision, Reason, WasKept) = (typed.GetValueOrDefault(nameof(Decision))?.FirstOrDefault(), typed.GetValueOrDefault(nameof(Reason))?.FirstOrDefault(), true);
        }
    }

    public async Task<IActionResult> OnPost(Guid one, Guid other, CancellationToken cancellationToken)
    {
        Check();
        var reason = Reason?.Trim() ?? "";
        try
        {
            if (ModelState.IsValid)
            {
                await Decide(one, other, reason, cancellationToken);
                TempData[QueueModel.Decided] = Decision == Apart ? "apart" : "merged";
                return Redirect("/academy/duplicates");
            }
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Slug is "duplicate-unknown" or "merged" ? words["Somebody merged one of these records meanwhile"] : words["We could not keep your decision. Load the page again"]);
        }
        catch (ServiceDown)
        {
            return await Again(Down);
        }

        return await Again(Page);

        async Task<IActionResult> Again(Func<IActionResult> answer)
        {
            await Read(one, other, cancellationToken);
            return answer();
        }
    }

    private Task Decide(Guid one, Guid other, string reason, CancellationToken cancellationToken)
    {
        var key = Once.Key($"{FormKey} {one} {other} {Decision} {reason}");
        people.Because(Why);
        return Decision switch
        {
            KeepOne => people.Merge(one, other, reason, key, cancellationToken),
            KeepOther => people.Merge(other, one, reason, key, cancellationToken),
            _ => people.TellApart(one, other, reason, key, cancellationToken),
        };
    }

    private static string Why => People.Reasons.All["twice"].Read;

    private void Check()
    {
        if (Decision is not (KeepOne or KeepOther or Apart))
        {
            ModelState.AddModelError(nameof(Decision), words["Select what you decide"]);
        }

        if (Reason is not { } reason || reason.Trim().Length < 3)
        {
            ModelState.AddModelError(nameof(Reason), words["Say how you know"]);
        }
        else if (reason.Trim().Length > LongestReason)
        {
            ModelState.AddModelError(nameof(Reason), words["What you say must be {0} characters or fewer", LongestReason]);
        }
    }

    private async Task Read(Guid one, Guid other, CancellationToken cancellationToken) => Pair = await people.Because(Why).Compare(one, other, cancellationToken);
}
