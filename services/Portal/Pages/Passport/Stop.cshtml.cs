using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Passport;

internal sealed class StopModel(OwnPassportClient passports, TimeProvider time) : LearnerPage(time)
{
    public ListedShare Share { get; private set; } = null!;

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
        => Share = (await passports.Shares(Learner, cancellationToken)).Shares.SingleOrDefault(share => share.ShareId == id) ?? throw new NotThere();

    /// <summary>Stopping what has stopped changes nothing.</summary>
    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await passports.Stop(id, cancellationToken);
        TempData[SharesModel.Stopped] = true;
        return RedirectToPage("Shares");
    }
}
