using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Academy.Portal.Sessions;

/// <summary>The person's session has ended, or the services no longer take its token: they have to sign in again.</summary>
internal sealed class SignedOutMeanwhile() : Exception("The session has ended.");

internal static class SignedOutMeanwhilePage
{
    /// <summary>Leads to the page that says so; what was typed is kept until they are back.</summary>
    public static void UseSignedOutMeanwhile(this WebApplication app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (SignedOutMeanwhile) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            await http.RequestServices.GetRequiredService<Drafts>().Keep(http);
            Redirect(http);
        }
    });

    public static void Redirect(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = $"/session/ended?returnUrl={Uri.EscapeDataString(Address(http))}";
    }

    public static string Address(HttpContext http) => $"{http.Request.Path}{http.Request.QueryString}";
}
