using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Kitemarks;

/// <summary>
/// Suspends or withdraws a kitemark, or takes such a decision back, in two steps: what is decided, then what it would change, which is to
/// be confirmed. Taking a decision back asks for the reason alone.
/// </summary>
internal sealed class DecideModel(MarkClient marks, DecisionEffects effects, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : KitemarkPage(drafts, time, words)
{
    private const int LongestReason = 1000;

    /// <summary>suspend, withdraw or reinstate, as the address says.</summary>
    [BindProperty(SupportsGet = true)]
    public string Step { get; set; } = "";

    [BindProperty, FromForm, Display(Name = "First day without the kitemark")]
    public DateOnly? From { get; set; }

    [BindProperty]
    public string? Choice { get; set; }

    [BindProperty, FromForm, Display(Name = "From which day")]
    public DateOnly? VoidFrom { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    /// <summary>Which answers it was that somebody saw the effects of.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public MarkDetail Mark { get; private set; } = null!;

    /// <summary>Once it is known what the decision would change: that is to be confirmed.</summary>
    public Foretold? Effects { get; private set; }

    /// <summary>What is taken back, where something is.</summary>
    public MarkDecision? Latest => Mark.Period.Decisions.LastOrDefault(decision => decision.Reversed is null);

    public string Answers => Once.Key($"{Mark.KitemarkId} {Step} {From:O} {Choice} {VoidFrom:O} {Reason?.Trim()}");

    private bool IsOpen => Mark.May(Step switch { "suspend" => "Suspend", "withdraw" => "Withdraw", _ => "Reinstate" });

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        Mark = await marks.One(id, cancellationToken);
        (FormKey, From) = (Guid.CreateVersion7().ToString(), Today);
        if (await TakeTyped(nameof(From), nameof(VoidFrom)) is { } typed)
        {
            (Choice, Reason) = (typed(nameof(Choice)).FirstOrDefault(), typed(nameof(Reason)).FirstOrDefault());
        }

        return IsOpen ? Page() : RedirectToPage("Mark", new { id });
    }

    /// <summary>Back to the answers, to change one.</summary>
    public async Task<IActionResult> OnPostChange(Guid id, CancellationToken cancellationToken)
    {
        Mark = await marks.One(id, cancellationToken);
        return IsOpen ? Page() : RedirectToPage("Mark", new { id });
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        Mark = await marks.One(id, cancellationToken);
        if (!IsOpen)
        {
            return RedirectToPage("Mark", new { id });
        }

        Check();
        return !ModelState.IsValid ? Page() : await (Seen == Answers ? Take(id, cancellationToken) : Foretell(id, cancellationToken));
    }

    private async Task<IActionResult> Foretell(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            if (Step == "reinstate")
            {
                Effects = await effects.OfReinstating(id, cancellationToken);
                return Page();
            }

            var kind = Step == "suspend" ? MarkDecisionKind.Suspended : MarkDecisionKind.Withdrawn;
            Effects = await effects.Of(new ThoughtOf(id, kind, From!.Value, Enum.Parse<Consequence>(Choice!), VoidFrom), cancellationToken);
            return Page();
        }
        catch (Refused refused)
        {
            Say(refused);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private async Task<IActionResult> Take(Guid id, CancellationToken cancellationToken)
    {
        var reason = Reason!.Trim();
        try
        {
            object content = Step == "reinstate" ? new { reason } : new { from = From, consequence = Choice, voidFrom = VoidFrom, reason };
            await marks.Decide(id, Step, content, Once.Key($"{FormKey} {Answers}"), cancellationToken);
            Remember(Step switch
            {
                "suspend" => T["The kitemark is suspended."],
                "withdraw" => T["The kitemark is withdrawn."],
                _ => T["The decision is taken back."],
            });
            return RedirectToPage("Mark", new { id });
        }
        catch (Refused refused)
        {
            Say(refused);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private void Check()
    {
        if (Step != "reinstate")
        {
            if (From is null && !IsWrong(nameof(From)))
            {
                ModelState.AddModelError($"{nameof(From)}.Day", T["Enter the first day without the kitemark"]);
            }
            else if (From < Mark.Period.From || From > Mark.Period.Until)
            {
                ModelState.AddModelError($"{nameof(From)}.Day", T["The day must be from {0} to {1}", Mark.Period.From.ToWords(), Mark.Period.Until.ToWords()]);
            }

            CheckConsequence();
        }

        Require(nameof(Reason), Reason, LongestReason, T["Say why"]);
    }

    private void CheckConsequence()
    {
        if (Choice is not (nameof(Consequence.Stands) or nameof(Consequence.NeedsReview) or nameof(Consequence.VoidFrom)))
        {
            ModelState.AddModelError(nameof(Choice), T["Select what becomes of training completed before"]);
        }
        else if (Choice != nameof(Consequence.VoidFrom))
        {
            // A day that was typed for an answer that was then not chosen says nothing.
            VoidFrom = null;
            foreach (var key in ModelState.Keys.Where(key => key.StartsWith(nameof(VoidFrom), StringComparison.Ordinal)).ToList())
            {
                ModelState.Remove(key);
            }
        }
        else if (VoidFrom is null && !IsWrong(nameof(VoidFrom)))
        {
            ModelState.AddModelError($"{nameof(VoidFrom)}.Day", T["Enter the day from which training is not kitemarked any more"]);
        }
        else if (VoidFrom < Mark.Period.From || VoidFrom > From)
        {
            ModelState.AddModelError($"{nameof(VoidFrom)}.Day", T["The day must be from {0} to the first day without the kitemark", Mark.Period.From.ToWords()]);
        }
    }
}
