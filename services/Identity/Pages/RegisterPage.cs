using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Identity.Pages;

/// <summary>One question on the way to an account. The answers so far are in a sealed cookie of the person's own browser.</summary>
[AllowAnonymous]
internal abstract class RegisterPage : PageModel
{
    public const string Draft = "register";

    private Drafts _drafts = null!;

    public Answers Answers { get; private set; } = new();

    /// <summary>The person came back from the last page to put one answer right.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Change { get; set; }

    /// <summary>The first page whose answer is missing before this one can be asked; none if it can.</summary>
    protected abstract string? Before(Answers answers);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        _drafts = HttpContext.RequestServices.GetRequiredService<Drafts>();
        Answers = _drafts.Read<Answers>(HttpContext, Draft) ?? new Answers();
        Response.Headers.CacheControl = "no-cache, no-store";
        if (Before(Answers) is { } missing)
        {
            context.Result = Redirect(missing);
            return;
        }

        await next();
    }

    protected static string? FirstMissing(Answers answers)
        => answers switch
        {
            { FullName: null } => "/register",
            { DateOfBirth: null } => "/register/date-of-birth",
            { Email: null } => "/register/email",
            _ => null,
        };

    protected RedirectResult Keep(Answers answers, string next)
    {
        _drafts.Write(HttpContext, Draft, answers);
        return Redirect(Change ? "/register/check" : next);
    }
}
