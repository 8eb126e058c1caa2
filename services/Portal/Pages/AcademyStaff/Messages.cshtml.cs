using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff;

/// <summary>Messages that failed in each service, and what waits to be said.</summary>
[Authorize(For.MessageKeepers)]
internal sealed class MessagesModel(OversightClient services, TimeProvider time, IStringLocalizer<Words> words) : AcademyPage(time)
{
    private const string Sent = "message sent again";

    [BindProperty]
    public string? Service { get; set; }

    [BindProperty]
    public Guid Message { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    /// <summary>Each service by its name; none where it does not answer.</summary>
    public IReadOnlyList<(string Service, MessagesOfService? Messages)> Services { get; private set; } = [];

    public bool WasSent { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        WasSent = TempData[Sent] is not null;
        await Read(cancellationToken);
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        try
        {
            if (Service is not null && ServiceClients.All.Contains(Service))
            {
                await services.Replay(Service, Message, Once.Key($"{FormKey} {Service} {Message}"), cancellationToken);
                TempData[Sent] = "yes";
                return Redirect("/academy/messages");
            }

            ModelState.AddModelError("", words["Choose a message of the list"]);
        }
        catch (Exception failure) when (failure is Refused or ServiceDown or NotThere)
        {
            ModelState.AddModelError("", words["We could not send the message again. Try again later"]);
        }

        await Read(cancellationToken);
        return Page();
    }

    private async Task Read(CancellationToken cancellationToken)
    {
        FormKey = Guid.CreateVersion7().ToString();
        ModelState.Remove(nameof(FormKey));
        Services = await Task.WhenAll(ServiceClients.All.Select(async service => (service, await services.Messages(service, cancellationToken).OrDown())));
    }
}
