using Academy.Identity.Accounts;
using Academy.Identity.Connect;
using Academy.Identity.Domain;
using Academy.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

namespace Academy.Identity.Pages.Connect;

/// <summary>
/// The authorization endpoint. A request that needs the person is kept and comes back here with <c>continue</c> when they
/// have signed in, chosen or consented.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(32 * 1024)]
internal sealed class AuthorizeModel(Authorizing authorizing, Issuer issuer) : PageModel
{
    /// <summary>Why the request cannot be trusted, in words for the person who came with it.</summary>
    public string? Reason { get; private set; }

    public AuthorizationAnswer? Answer { get; private set; }

    public static string ContinueAt(Guid pending) => $"/connect/authorize?continue={pending}";

    public static string SignInAt(Guid pending, string? email = null)
        => $"/sign-in?returnUrl={Uri.EscapeDataString(ContinueAt(pending))}{(email is null ? "" : $"&email={Uri.EscapeDataString(email)}")}";

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
        => TellOfDistrust(() => Request.Query["continue"] is [{ } pending]
            ? Continue(pending, cancellationToken)
            : Begin(Request.Query, request => Proceed(request.Client, request.Request, null, cancellationToken), cancellationToken));

    /// <summary>A browser sends no cookie along when another site posts, so a posted request is kept and fetched.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => TellOfDistrust(async () => await Begin(
            await ReadForm(cancellationToken),
            async request => SeeOther(ContinueAt(await authorizing.Keep(request.Request, cancellationToken))),
            cancellationToken));

    private async Task<IActionResult> Begin(
        IEnumerable<KeyValuePair<string, StringValues>> sent, Func<(Client Client, AuthorizationRequest Request), Task<IActionResult>> go, CancellationToken cancellationToken)
    {
        var parameters = new AuthorizationParameters(sent);
        var client = await authorizing.Trust(parameters.ClientId, parameters.RedirectUri, cancellationToken);
        try
        {
            return await go((client, parameters.Read(client)));
        }
        catch (AuthorizationRefused refused)
        {
            return Send(AuthorizationAnswer.Error(issuer, parameters.Address(), refused), throughPages: false);
        }
    }

    private async Task<IActionResult> Continue(string id, CancellationToken cancellationToken)
    {
        var pending = await authorizing.Resume(id, cancellationToken);
        var request = pending.Read();
        var client = await authorizing.Trust(request.ClientId, request.RedirectUri, cancellationToken);
        try
        {
            return Request.Query.ContainsKey("refused")
                ? throw new AuthorizationRefused("access_denied", "The person did not consent.")
                : await Proceed(client, request, pending, cancellationToken);
        }
        catch (AuthorizationRefused refused)
        {
            return Send(AuthorizationAnswer.Error(issuer, request.Address, refused), throughPages: true);
        }
    }

    private async Task<IActionResult> Proceed(Client client, AuthorizationRequest request, PendingAuthorization? pending, CancellationToken cancellationToken)
    {
        var asked = await authorizing.Meet(HttpContext, client, request, pending, cancellationToken);
        var step = await authorizing.Next(asked, cancellationToken);
        if (step == NextStep.Answer)
        {
            var code = await authorizing.Grant(asked, cancellationToken);
            return Send(AuthorizationAnswer.Code(issuer, request.Address, code), throughPages: pending is not null);
        }

        var id = pending?.Id ?? await authorizing.Keep(request, cancellationToken);
        return SeeOther(step switch
        {
            NextStep.SignIn => SignInAt(id, request.LoginHint),
            NextStep.SecondProof => SecondFactor.AskedAt(asked.Person!.Account, ContinueAt(id)),
            NextStep.Choose => $"/connect/act-for/{id}",
            _ => $"/connect/consent/{id}",
        });
    }

    /// <summary>
    /// A browser that came here from a form holds the form's policy against every redirect that follows, so after pages of
    /// ours a page sends it on.
    /// </summary>
    private IActionResult Send(AuthorizationAnswer answer, bool throughPages)
    {
        if (!throughPages && answer.Address.Mode == ResponseMode.Query)
        {
            return SeeOther(answer.Url);
        }

        Answer = answer;
        if (answer.Address.Mode == ResponseMode.FormPost)
        {
            HttpContext.LetFormsEndAt(new Uri(answer.Address.RedirectUri));
        }

        return Page();
    }

    private async Task<IActionResult> TellOfDistrust(Func<Task<IActionResult>> work)
    {
        Response.Headers.CacheControl = "no-store";
        try
        {
            return await work();
        }
        catch (AuthorizationNotTrusted distrust)
        {
            Reason = distrust.Message;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
    }

    private async Task<IFormCollection> ReadForm(CancellationToken cancellationToken)
    {
        try
        {
            return Request.HasFormContentType ? await Request.ReadFormAsync(cancellationToken) : FormCollection.Empty;
        }
        catch (InvalidDataException)
        {
            throw new AuthorizationNotTrusted("The service that sent you here sent a request that cannot be read.");
        }
    }

    private static SeeOtherResult SeeOther(string address) => new(address);
}
