using Academy.Identity.Accounts;
using Academy.Identity.Connect;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Academy.Identity.Pages.Connect;

/// <summary>
/// The end-session endpoint (OpenID Connect RP-Initiated Logout). A client that shows an id token of the session may end
/// it; any other request is a question to the person.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(32 * 1024)]
internal sealed class EndSessionModel(IdentityDb db, OwnTokens tokens, Issuer issuer, Sessions sessions, IAntiforgery antiforgery) : PageModel
{
    /// <summary>What was sent, as the form of the question sends it again.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Kept { get; private set; } = [];

    public bool Asks { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => Begin(name => Request.Query[name].ToString(), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var form = await ReadForm(cancellationToken);
        return await Begin(name => form[name].ToString(), cancellationToken);
    }

    /// <summary>The person said yes, on the page this service showed.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        // Looking for the form's own mark fails on a form that cannot be read; such a one says nothing, and the person is asked again.
        var form = await ReadForm(cancellationToken);
        if (form.Count == 0 || !await antiforgery.IsRequestValidAsync(HttpContext))
        {
            ModelState.Clear();
            return await OnPostAsync(cancellationToken);
        }

        await sessions.SignOut(HttpContext, cancellationToken);
        return await Leave(name => form[name].ToString(), await FindClient(form["client_id"], cancellationToken));
    }

    private async Task<IActionResult> Begin(Func<string, string> sent, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        var hint = sent("id_token_hint") is { Length: > 0 } shown ? await tokens.ReadIdToken(shown, cancellationToken) : null;
        var clientId = sent("client_id") is { Length: > 0 } said ? said : hint?.Audiences.FirstOrDefault();
        if (hint is not null && hint.Audiences.FirstOrDefault() == clientId)
        {
            await End(hint, cancellationToken);
            return await Leave(sent, await FindClient(clientId, cancellationToken));
        }

        var client = await FindClient(clientId, cancellationToken);
        if (await Sessions.Current(HttpContext) is null)
        {
            return await Leave(sent, client);
        }

        Asks = true;
        Kept = [new("client_id", client?.Id ?? ""), new("post_logout_redirect_uri", sent("post_logout_redirect_uri")), new("state", sent("state"))];
        if (Target(sent, client) is { } target)
        {
            HttpContext.LetFormsEndAt(new Uri(target));
        }

        return Page();
    }

    /// <summary>Ends the session the id token is of, whether or not this browser still holds its cookie.</summary>
    private async Task End(JsonWebToken hint, CancellationToken cancellationToken)
    {
        if (!hint.TryGetPayloadValue<string>("sid", out var sid) || !Guid.TryParse(sid, out var session))
        {
            return;
        }

        await sessions.End(session, cancellationToken);
        if ((await Sessions.Current(HttpContext))?.SessionId == session)
        {
            await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }

    private Task<IActionResult> Leave(Func<string, string> sent, Client? client)
        => Task.FromResult<IActionResult>(Target(sent, client) is { } target ? new SeeOtherResult(target) : Page());

    private string? Target(Func<string, string> sent, Client? client)
    {
        var asked = sent("post_logout_redirect_uri");
        if (client is null || !Array.Exists(client.PostLogoutRedirectUris, registered => RedirectUris.Matches(issuer.InFull(registered), asked, client.IsNative)))
        {
            return null;
        }

        return sent("state") is { Length: > 0 and <= AuthorizationParameters.LongestValue } state ? QueryHelpers.AddQueryString(asked, "state", state) : asked;
    }

    private async Task<IFormCollection> ReadForm(CancellationToken cancellationToken)
    {
        try
        {
            return Request.HasFormContentType ? await Request.ReadFormAsync(cancellationToken) : FormCollection.Empty;
        }
        catch (InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }

    private async Task<Client?> FindClient(string? id, CancellationToken cancellationToken)
        => id is { Length: > 0 and <= 100 } && !id.Contains('\0', StringComparison.Ordinal)
            ? await db.Clients.AsNoTracking().SingleOrDefaultAsync(client => client.Id == id, cancellationToken)
            : null;
}
