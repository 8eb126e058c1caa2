using System.Security.Claims;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Academy.Identity.Accounts;

/// <summary>Whose second factor is asked for on this browser just now.</summary>
internal sealed record Halfway(Guid AccountId, string ReturnUrl);

/// <summary>What follows the first proof of who somebody is: a second one where it is set up, otherwise a session.</summary>
internal sealed class SigningIn(Sessions sessions, SecondFactor secondFactor)
{
    private const string ReturnUrlItem = "returnUrl";

    /// <summary>The address was shown to be the person's. Says where to go on.</summary>
    public async Task<string> ByEmail(HttpContext http, Account account, string? returnUrl, CancellationToken cancellationToken)
    {
        if (account.TwoFactorEnabled)
        {
            var halfway = new ClaimsIdentity([new("sub", account.Id.ToString())], IdentityConstants.TwoFactorUserIdScheme);
            await http.SignInAsync(
                IdentityConstants.TwoFactorUserIdScheme,
                new ClaimsPrincipal(halfway),
                new AuthenticationProperties { Items = { [ReturnUrlItem] = LocalUrl.OrAccount(returnUrl) } });
            return "/sign-in/code";
        }

        await sessions.SignIn(http, account, [Amr.Email], cancellationToken);
        return await secondFactor.IsRequired(account, cancellationToken)
            ? SecondFactor.AskedAt(account, LocalUrl.OrAccount(returnUrl))
            : LocalUrl.OrAccount(returnUrl);
    }

    public static async Task<Halfway?> Halfway(HttpContext http)
        => (await http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)) is { Succeeded: true } ticket
            && Guid.TryParse(ticket.Principal.FindFirstValue("sub"), out var account)
                ? new Halfway(account, LocalUrl.OrAccount(ticket.Properties.Items.TryGetValue(ReturnUrlItem, out var url) ? url : null))
                : null;

    public async Task ByCode(HttpContext http, Account account, CancellationToken cancellationToken)
    {
        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await sessions.SignIn(http, account, [Amr.Email, Amr.Otp, Amr.Several], cancellationToken);
    }

    public Task ByPasskey(HttpContext http, Account account, CancellationToken cancellationToken)
        => sessions.SignIn(http, account, [Amr.Passkey, Amr.UserPresent, Amr.Several], cancellationToken);
}
