using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Disputes;

/// <summary>Whoever recorded something puts it right, or says why it is right; Academy staff decide where the two do not agree.</summary>
internal sealed class AnswerModel(DisputeClient disputes, RecordsClient records, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : DisputePage(time)
{
    public const string Right = "right";
    public const string Wrong = "wrong";

    /// <summary>A training provider puts the day right on a page of its own.</summary>
    public const string Day = "day";

    private const int LongestWords = 1000;

    /// <summary>A withdrawal's reason is shorter than an answer.</summary>
    private const int LongestReason = 500;

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>How many lines were on the page when it was opened.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public Dispute Dispute { get; private set; } = null!;

    public bool WasKept { get; private set; }

    public bool IsMyTurn => IsAcademy ? Dispute.State == DisputeState.WithAcademy : Dispute.State is DisputeState.WithIssuer or DisputeState.Upheld;

    public bool MayCorrect => Who.Kind == OrganisationKind.TrainingProvider && Dispute.Entry.Withdrawal is null;

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Dispute = await disputes.One(id, cancellationToken);
        (FormKey, Seen) = (Guid.CreateVersion7().ToString(), Dispute.Lines.Count);
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (Decision, Words, WasKept) = (typed.GetValueOrDefault(nameof(Decision))?.FirstOrDefault(), typed.GetValueOrDefault(nameof(Words))?.FirstOrDefault(), true);
        }
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        Dispute = await disputes.One(id, cancellationToken);
        if (Decision == Day && MayCorrect && IsMyTurn)
        {
            return Redirect($"/trainer/records/{Dispute.Entry.EntryId}/correct");
        }

        if (Check() is not { } said)
        {
            return Page();
        }

        try
        {
            var key = Once.Key($"{FormKey} {id} {Seen} {Decision} {said}");
            if (Decision == Wrong && !IsAcademy)
            {
                await records.Withdraw(Dispute.Entry.EntryId, said, key, cancellationToken);
                TempData[DisputesModel.Done] = "withdrawn";
            }
            else
            {
                await disputes.Answer(id, Decision == Right, said, Seen, key, cancellationToken);
                TempData[DisputesModel.Done] = "answered";
            }

            return RedirectToPage("Index");
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Slug switch
            {
                "dispute-changed" => words["The person said more meanwhile. Load the page again and read it"],
                "dispute-not-waiting" => words["Somebody else answered meanwhile, or it is settled. Load the page again"],
                _ => words["We could not keep your answer. Load the page again"],
            });
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private string? Check()
    {
        if (Decision is not (Right or Wrong) || (Decision == Right && Dispute.State == DisputeState.Upheld))
        {
            ModelState.AddModelError(nameof(Decision), words["Select what you say"]);
        }

        var said = Words?.Trim() ?? "";
        var longest = Decision == Wrong && !IsAcademy ? LongestReason : LongestWords;
        if (said.Length < 3)
        {
            ModelState.AddModelError(nameof(Words), words["Say why. The person will read it"]);
        }
        else if (said.Length > longest)
        {
            ModelState.AddModelError(nameof(Words), words["What you say must be {0} characters or fewer", longest]);
        }

        return ModelState.IsValid ? said : null;
    }
}
