using Academy.Portal.Clients;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Developers;

/// <summary>What can be asked of each service: a plain page made from its OpenAPI document, with nothing from elsewhere.</summary>
[AllowAnonymous]
internal sealed class ReferenceModel(DescriptionClient descriptions, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Service { get; set; }

    /// <summary>None when the service does not answer.</summary>
    public ServiceDescription? Description { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Service = DescriptionClient.Services.Contains(Service) ? Service! : DescriptionClient.Services[0];
        Description = await descriptions.Of(Service, cancellationToken);
    }
}
