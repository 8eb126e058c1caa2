using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Developers;

/// <summary>One address: what was sent there, and what can be sent again.</summary>
[Authorize(For.Integrators)]
internal sealed class WebhookModel(WebhookClient webhooks, TimeProvider time) : SignedInPage(time)
{
    private const string Done = "webhook done";

    /// <summary>What is kept in the log at the longest.</summary>
    private static readonly TimeSpan Log = TimeSpan.FromDays(30);

    [BindProperty]
    public string? FormKey { get; set; }

    public Webhook Webhook { get; private set; } = null!;

    public IReadOnlyList<WebhookDelivery> Deliveries { get; private set; } = [];

    public bool WasSent { get; private set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        FormKey = Guid.CreateVersion7().ToString();
        WasSent = TempData[Done] is true;
        Webhook = (await webhooks.All(cancellationToken)).Webhooks.SingleOrDefault(webhook => webhook.WebhookId == id) ?? throw new NotThere();
        Deliveries = (await webhooks.Deliveries(id, cancellationToken)).Deliveries;
    }

    public Task<IActionResult> OnPostPing(Guid id, CancellationToken cancellationToken)
        => Sent(id, key => webhooks.Ping(id, key, cancellationToken), "ping");

    public Task<IActionResult> OnPostReplay(Guid id, long delivery, CancellationToken cancellationToken)
        => Sent(id, key => webhooks.Replay(delivery, key, cancellationToken), $"replay {delivery}");

    public Task<IActionResult> OnPostReplayAll(Guid id, CancellationToken cancellationToken)
        => Sent(id, key => webhooks.ReplayFailed(id, Now - Log, key, cancellationToken), "replay all");

    public async Task<IActionResult> OnPostDelete(Guid id, CancellationToken cancellationToken)
    {
        await webhooks.Delete(id, cancellationToken);
        return Redirect("/developers/webhooks");
    }

    private async Task<IActionResult> Sent(Guid id, Func<string, Task> send, string what)
    {
        await send(Once.Key($"{FormKey} {id} {what}"));
        TempData[Done] = true;
        return Redirect($"/developers/webhooks/{id}");
    }
}
