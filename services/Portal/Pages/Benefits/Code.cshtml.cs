using System.Text.Json;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Passport;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Benefits;

/// <summary>Makes a one-time code for a benefit and shows it once: nobody but the learner has it.</summary>
internal sealed class CodeModel(BenefitsClient benefits, TimeProvider time, IStringLocalizer<Words> words) : LearnerPage(time)
{
    /// <summary>One form, one code, however often it is sent.</summary>
    [BindProperty]
    public string? FormKey { get; set; }

    public Benefit Benefit { get; private set; } = null!;

    /// <summary>The code made a moment ago; none when it was shown before.</summary>
    public NewCode? Made { get; private set; }

    public int Minutes => (int)Math.Round((Made!.ExpiresAt - Now).TotalMinutes);

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        FormKey = Guid.CreateVersion7().ToString();
        Benefit = await Find(id, cancellationToken);
        var made = TempData[Note(id)] is string told ? JsonSerializer.Deserialize<NewCode>(told) : null;
        Made = made?.ExpiresAt > Now ? made : null;
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        Benefit = await Find(id, cancellationToken);
        try
        {
            TempData[Note(id)] = JsonSerializer.Serialize(await benefits.Code(Learner, id, Key(id), cancellationToken));
            return RedirectToPage(new { id });
        }
        catch (Refused refused) when (refused.Slug == "not-eligible")
        {
            // It ended between the two pages: this one says why.
            return RedirectToPage(new { id });
        }
        catch (Refused refused) when (refused.Slug == "too-many-codes")
        {
            ModelState.AddModelError("", words["You have had the most codes there are for one day. Ask for the next one tomorrow"]);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private static string Note(Guid offer) => $"benefit code of {offer}";

    private async Task<Benefit> Find(Guid id, CancellationToken cancellationToken)
        => (await benefits.Benefits(Learner, cancellationToken)).Benefits.SingleOrDefault(benefit => benefit.OfferId == id) ?? throw new NotThere();

    private string Key(Guid offer) => Once.Key($"{FormKey} {offer}");
}
