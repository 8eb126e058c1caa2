using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Passport.Add;

/// <summary>A question about training the learner is adding. What was answered before is kept in a sealed cookie until it is added.</summary>
internal abstract class AddPage(Drafts drafts, TimeProvider time) : LearnerPage(time)
{
    public NewTraining? Training { get; private set; }

    /// <summary>Whether the answers come from before the session ended.</summary>
    public bool WasKept { get; private set; }

    /// <summary>The first question still to answer before this one, where there is one.</summary>
    protected IActionResult? Missing(bool wantsDay = true)
    {
        Training = NewTraining.Of(TempData);
        return Training switch
        {
            null => RedirectToPage("Index"),
            { CompletedOn: null } when wantsDay => RedirectToPage("When"),
            _ => null,
        };
    }

    protected async Task<IReadOnlyDictionary<string, string[]>?> Typed()
    {
        var typed = await drafts.Take(HttpContext);
        WasKept = typed is not null;
        return typed;
    }

    protected RedirectToPageResult Go(NewTraining answered, string next)
    {
        answered.Keep(TempData);
        return RedirectToPage(answered.IsChecked ? "Check" : next);
    }
}
