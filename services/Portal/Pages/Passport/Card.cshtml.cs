using System.Globalization;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Passport;

/// <summary>The card people hold up. What is scanned off it leads to a page that says how to check a passport, and nothing of anybody.</summary>
internal sealed class CardModel(OwnPassportClient passports, IConfiguration configuration, TimeProvider time) : LearnerPage(time)
{
    public OwnPassport Passport { get; private set; } = null!;

    /// <summary>Whether this is the copy that a browser keeps for when there is no network.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Saved { get; set; }

    public QrCode Code => QrCode.Of(AddressOf(configuration, Passport.AcademyNumber));

    public string Day => Today.ToString("d MMMM", CultureInfo.CurrentCulture);

    public static string AddressOf(IConfiguration configuration, string number) => $"{HostCookie.Address(configuration)}/v/{number}";

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
