using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Passport;

/// <summary>The whole passport on paper, or as a PDF: nothing is folded away, and it says when it was correct.</summary>
internal sealed class PrintModel(OwnPassportClient passports, IConfiguration configuration, TimeProvider time) : LearnerPage(time)
{
    public OwnPassport Passport { get; private set; } = null!;

    public QrCode Code => QrCode.Of(CardModel.AddressOf(configuration, Passport.AcademyNumber));

    /// <summary>The newest first; what was withdrawn stays to be seen, after what counts.</summary>
    public IEnumerable<OwnEntry> Entries => Passport.Entries.OrderBy(entry => entry.Withdrawal is not null).ThenByDescending(entry => entry.CompletedOn);

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        try
        {
            Passport = await passports.Passport(Learner, cancellationToken);
            return Page();
        }
        catch (NotThere)
        {
            // It is being made: the passport's page says so.
            return RedirectToPage("Index");
        }
    }
}
