using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Developers;

/// <summary>The addresses to which changes are sent, and a form for another one.</summary>
[Authorize(For.Integrators)]
internal sealed class WebhooksModel(WebhookClient webhooks, TimeProvider time, IStringLocalizer<Words> words) : SignedInPage(time)
{
    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public List<string> Types { get; set; } = [];

    [BindProperty]
    public string? FormKey { get; set; }

    /// <summary>None when the service does not answer.</summary>
    public WebhookList? Webhooks { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        FormKey = Guid.CreateVersion7().ToString();
        Webhooks = await webhooks.All(cancellationToken).OrDown();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Address))
        {
            ModelState.AddModelError(nameof(Address), words["Enter the address of your system"]);
        }

        if (Types.Count == 0)
        {
            ModelState.AddModelError(nameof(Types), words["Select what it hears of"]);
        }

        if (ModelState.IsValid)
        {
            try
            {
                var added = await webhooks.Add(Address!.Trim(), Types, Once.Key($"{FormKey} {Address} {string.Join(' ', Types)}"), cancellationToken);
                return Redirect($"/developers/webhooks/{added.WebhookId}");
            }
            catch (Refused refused)
            {
                ModelState.AddModelError(nameof(Address), refused.Detail ?? words["We could not add the address"]);
            }
            catch (ServiceDown)
            {
                return Down();
            }
        }

        Webhooks = await webhooks.All(cancellationToken).OrDown();
        return Page();
    }
}
