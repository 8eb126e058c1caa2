using Academy.Portal.Clients;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages;

[AllowAnonymous]
internal sealed class StatusModel(IHttpClientFactory services, TimeProvider time) : PageModel
{
    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<(string Service, bool IsWorking)> Services { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Now = time.GetUtcNow();
        Services = await Task.WhenAll(ServiceClients.All.Select(async service => (service, await IsWorking(service, cancellationToken))));
    }

    private async Task<bool> IsWorking(string service, CancellationToken cancellationToken)
    {
        try
        {
            using var http = services.CreateClient(service);
            using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
