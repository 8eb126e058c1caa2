using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Trainer.Classes;

internal sealed class DeleteModel(ClassClient classes, TimeProvider time) : ClassPage(classes, time)
{
    public Task OnGet(Guid id, CancellationToken cancellationToken) => Read(id, cancellationToken);

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Classes.Delete(id, cancellationToken);
        TempData[ClassesModel.Deleted] = true;
        return RedirectToPage("/Trainer/Index");
    }
}
