using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Identity.Pages;

/// <summary>What developers read instead of e-mail. It has no address outside Development.</summary>
[AllowAnonymous]
internal sealed class OutboxModel(Post post) : PageModel
{
    public IReadOnlyList<(Message Message, Notification Notification)> Messages { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        Messages = await post.Newest(50, cancellationToken);
    }
}
