using Academy.Portal.Clients;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Check;

[AllowAnonymous]
internal sealed class CheckModel(PassportClient passports, WrongTries tries, CheckTickets tickets, TimeProvider time, IStringLocalizer<Words> words)
    : CheckForm(tries, time, words)
{
    public void OnGet() => FormKey = Guid.CreateVersion7().ToString();

    public Task<IActionResult> OnPost(CancellationToken cancellationToken) => Check(
        $"from {HttpContext.Connection.RemoteIpAddress}",
        (code, born, key) => passports.Check(code, born, key, cancellationToken),
        (result, code, born, key) =>
        {
            tickets.Give(HttpContext, new CheckTicket(result.CheckId, code, born, key));
            return RedirectToPage("Result", new { id = result.CheckId });
        });
}
