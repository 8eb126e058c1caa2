using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Kitemarks;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Kitemarks;

/// <summary>Plans a visit, or says what came of one: for an application, or for a mark that was granted.</summary>
internal sealed class VisitModel(MarkClient marks, ApplicationClient applications, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : KitemarkPage(drafts, time, words)
{
    private const int LongestFindings = 4000;
    private const int LongestReason = 1000;

    /// <summary>application or kitemark, as the address says.</summary>
    [BindProperty(SupportsGet = true)]
    public string About { get; set; } = "";

    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    [BindProperty, FromForm, Display(Name = "Day of the visit")]
    public DateOnly? On { get; set; }

    /// <summary>Of a planned visit: done or cancelled.</summary>
    [BindProperty]
    public string? Choice { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<Criterion> Criteria { get; private set; } = [];

    /// <summary>The visit that was planned; none while it is being planned.</summary>
    public Visit? Planned { get; private set; }

    public string Back => About == "application" ? $"/kitemark/{Id}" : $"/academy/kitemarks/{Id}";

    private Guid Id { get; set; }

    private bool MayPlan { get; set; }

    public async Task<IActionResult> OnGet(Guid id, Guid? visit, CancellationToken cancellationToken)
    {
        if (!await IsOpen(id, visit, cancellationToken))
        {
            return Redirect(Back);
        }

        (FormKey, Chosen) = (Guid.CreateVersion7().ToString(), [.. Planned?.Criteria ?? []]);
        if (await TakeTyped(nameof(On)) is { } typed)
        {
            (Choice, Text, Chosen) = (typed(nameof(Choice)).FirstOrDefault(), typed(nameof(Text)).FirstOrDefault(), [.. typed(nameof(Chosen))]);
        }

        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid? visit, CancellationToken cancellationToken)
    {
        if (!await IsOpen(id, visit, cancellationToken))
        {
            return Redirect(Back);
        }

        Check();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            Remember(await Take(cancellationToken));
            return Redirect(Back);
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

    private async Task<bool> IsOpen(Guid id, Guid? visit, CancellationToken cancellationToken)
    {
        Id = id;
        IReadOnlyList<Visit> visits;
        KitemarkSubject subject;
        if (About == "application")
        {
            var application = await applications.One(id, cancellationToken);
            (Name, MayPlan, visits, subject) = (ApplicationPage.About(application), application.May("PlanVisit"), application.Visits, application.Subject);
        }
        else
        {
            var mark = await marks.One(id, cancellationToken);
            (Name, MayPlan, visits, subject) = (mark.Name, mark.May("PlanVisit"), mark.Visits, mark.Subject);
        }

        Criteria = (await applications.Criteria(subject, Today, cancellationToken)).Criteria;
        Planned = visits.FirstOrDefault(known => known.VisitId == visit);
        return visit is null ? MayPlan : Planned is { Steps.Count: > 0 };
    }

    private async Task<string> Take(CancellationToken cancellationToken)
    {
        var (text, key) = (Text?.Trim() ?? "", Once.Key($"{FormKey} {Id} {Planned?.VisitId} {Choice} {On:O} {string.Join(' ', Chosen)} {Text}"));
        if (Planned is null)
        {
            await marks.PlanVisit($"{About}s", Id, On!.Value, Chosen, key, cancellationToken);
            return T["The visit is planned."];
        }

        if (Choice == "cancelled")
        {
            await marks.CancelVisit(Planned.VisitId, text, key, cancellationToken);
            return T["The visit is cancelled."];
        }

        await marks.RecordVisit(Planned.VisitId, On!.Value, text, Chosen, key, cancellationToken);
        return T["What you saw is saved."];
    }

    private void Check()
    {
        if (Planned is not null && !Planned.May(Choice switch { "done" => "Record", "cancelled" => "Cancel", _ => "" }))
        {
            ModelState.AddModelError(nameof(Choice), T["Select what came of it"]);
        }

        if (Planned is null || Choice != "cancelled")
        {
            CheckDay();
            if (Chosen.Count == 0 || Chosen.Exists(code => Criteria.All(criterion => criterion.Code != code)))
            {
                ModelState.AddModelError(nameof(Chosen), T["Select the criteria"]);
            }
        }
        else
        {
            ModelState.Remove($"{nameof(On)}");
        }

        if (Planned is not null)
        {
            Require(nameof(Text), Text, Choice == "cancelled" ? LongestReason : LongestFindings, Choice == "cancelled" ? T["Say why"] : T["Say what you saw"]);
        }
    }

    private void CheckDay()
    {
        if (On is null && !IsWrong(nameof(On)))
        {
            ModelState.AddModelError($"{nameof(On)}.Day", T["Enter the day of the visit"]);
        }
        else if (Planned is null && On < Today)
        {
            ModelState.AddModelError($"{nameof(On)}.Day", T["The day must be today or in the future"]);
        }
        else if (Planned is not null && On > Today)
        {
            ModelState.AddModelError($"{nameof(On)}.Day", T["The day must be today or in the past"]);
        }
    }
}
