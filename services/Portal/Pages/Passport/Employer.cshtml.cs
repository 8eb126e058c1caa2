using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport;

/// <summary>One question: may this employer see the passport? Only the learner answers it.</summary>
internal sealed class EmployerModel(WorkClient work, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : LearnerPage(time)
{
    public const string Yes = "yes";
    public const string No = "no";

    [BindProperty]
    public string? Answer { get; set; }

    public Work Work { get; private set; } = null!;

    public bool WasKept { get; private set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Work = await Find(id, cancellationToken);
        Answer = Work.IsUnanswered ? null : Work.SharesPassport ? Yes : No;
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (Answer, WasKept) = (typed.GetValueOrDefault(nameof(Answer))?.FirstOrDefault(), true);
        }
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        Work = await Find(id, cancellationToken);
        if (Answer is not (Yes or No))
        {
            ModelState.AddModelError(nameof(Answer), words["Select yes or no"]);
            return Page();
        }

        try
        {
            await work.Share(id, Answer == Yes, cancellationToken);
        }
        catch (Refused refused) when (refused.Slug == "employment-ended")
        {
            // It ended between the question and the answer: the page says so.
            return RedirectToPage(new { id });
        }
        catch (ServiceDown)
        {
            return Down();
        }

        TempData[Answer == Yes ? EmployersModel.Let : EmployersModel.Stopped] = Work.EmployerName;
        return RedirectToPage("Employers");
    }

    private async Task<Work> Find(Guid id, CancellationToken cancellationToken)
        => (await work.Of(Learner, cancellationToken)).Employments.SingleOrDefault(job => job.EmploymentId == id) ?? throw new NotThere();
}
