using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport.Add;

/// <summary>Last question: a picture of the certificate. It can come later, too.</summary>
[RequestSizeLimit(EvidenceUpload.MostSent)]
internal sealed class EvidenceModel(EvidenceClient evidence, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AddPage(drafts, time)
{
    public const string Skip = "skip";

    [BindProperty]
    public IFormFile? Certificate { get; set; }

    [BindProperty]
    public string? Do { get; set; }

    public async Task<IActionResult> OnGet()
    {
        await Typed();
        return Missing() ?? Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (Missing() is { } first)
        {
            return first;
        }

        if (Do == Skip)
        {
            return Go(Training! with { FileId = null }, "Check");
        }

        try
        {
            return await EvidenceUpload.Send(Certificate, Learner, evidence, nameof(Certificate), ModelState, words, cancellationToken) is { } file
                ? Go(Training! with { FileId = file }, "Check")
                : Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }
}
