using System.Globalization;
using Academy.Pages;
using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Kitemarks;

/// <summary>An application with all that was said and done, and what whoever looks may do now.</summary>
internal sealed class ApplicationModel(ApplicationClient applications, TimeProvider time, IStringLocalizer<Words> words) : ApplicationPage(applications, time, words)
{
    [BindProperty]
    public string? FormKey { get; set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Recall();
        FormKey = Guid.CreateVersion7().ToString();
        await Read(id, cancellationToken);
    }

    public Task<IActionResult> OnPostSubmit(Guid id, CancellationToken cancellationToken)
        => Take(id, "submit", T["The application is with the Academy."], cancellationToken);

    public Task<IActionResult> OnPostReview(Guid id, CancellationToken cancellationToken)
        => Take(id, "review", T["You review this application now."], cancellationToken);

    public Task<IActionResult> OnPostAccept(Guid id, int number, CancellationToken cancellationToken)
        => Take(id, string.Create(CultureInfo.InvariantCulture, $"conditions/{number}/accept"), T["What was put right is accepted."], cancellationToken);

    private async Task<IActionResult> Take(Guid id, string step, string done, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        try
        {
            await Applications.Take(id, step, new { }, Once.Key($"{FormKey} {id} {step}"), cancellationToken);
            Remember(done);
            return RedirectToPage(new { id });
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
}
