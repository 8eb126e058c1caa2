using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>What anybody thinks of the service. It is here because this is the service that counts callers and serves people who are not signed in.</summary>
[AllowAnonymous]
internal sealed class FeedbackModel(IdentityDb db, Throttles throttles, TimeProvider time, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty]
    public string? Satisfaction { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public void OnGet() => FormKey = Guid.CreateVersion7(time.GetUtcNow()).ToString();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Satisfaction is not ("1" or "2" or "3" or "4" or "5"))
        {
            ModelState.AddModelError(nameof(Satisfaction), words["Select how happy you are"]);
        }

        var comment = Comment?.Trim().ReplaceLineEndings("\n") ?? "";
        if (comment.Length > Feedback.LongestComment || comment.Any(symbol => (char.IsControl(symbol) && symbol is not ('\n' or '\t')) || symbol >= '\uFFFE'))
        {
            ModelState.AddModelError(nameof(Comment), words["Use 1,200 letters or fewer, and no symbols that cannot be seen"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await throttles.Count(Limit.FeedbackByACaller, Throttles.Caller(HttpContext), cancellationToken);
        var id = Guid.TryParse(FormKey, out var key) ? key : Guid.CreateVersion7(time.GetUtcNow());
        await db.Keep(new Feedback(id, Satisfaction![0] - '0', comment.Length == 0 ? null : comment, time.Today()), cancellationToken);
        return Redirect("/feedback/sent");
    }
}
