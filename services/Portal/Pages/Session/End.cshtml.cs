using Academy.Pages;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Academy.Portal.Pages.Session;

/// <summary>Signs out here, and then where people signed in.</summary>
[Authorize(For.Anybody)]
internal sealed class EndModel(IOptionsMonitor<OpenIdConnectOptions> openId, IConfiguration configuration, ILogger<EndModel> logger) : PageModel
{
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        var idToken = await HttpContext.GetTokenAsync(CookieAuthenticationDefaults.AuthenticationScheme, "id_token");
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        var options = openId.Get(OpenIdConnectDefaults.AuthenticationScheme);
        try
        {
            var provider = await options.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            return Redirect(QueryHelpers.AddQueryString(provider.EndSessionEndpoint, new Dictionary<string, string?>
            {
                ["id_token_hint"] = idToken,
                ["client_id"] = options.ClientId,
                ["post_logout_redirect_uri"] = $"{HostCookie.Address(configuration)}/signed-out",
            }));
        }
        catch (Exception failure) when (failure is HttpRequestException or InvalidOperationException or OperationCanceledException)
        {
            logger.LogWarning("Signed out here only: {Failure}", failure.Message);
            return Redirect("/signed-out");
        }
    }
}
