using Academy.Identity.Data;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <summary>
/// Which pages of other origins a browser lets in: everybody's to what is public, those of registered public clients to
/// what they need for tokens, and nobody's to anything else. Cookies never come along.
/// </summary>
internal sealed class ClientOrigins(IdentityDb db) : ICorsPolicyProvider
{
    public const string Everybody = "everybody";
    public const string Registered = "registered";

    private static readonly CorsPolicy Open = new CorsPolicyBuilder().AllowAnyOrigin().WithMethods(HttpMethods.Get).Build();

    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        if (policyName != Registered)
        {
            return policyName == Everybody ? Open : null;
        }

        var origin = context.Request.Headers.Origin.ToString();
        return origin.Length is > 0 and <= 300 && await db.Clients.AnyAsync(client => client.Origins.Contains(origin), context.RequestAborted)
            ? new CorsPolicyBuilder(origin).WithMethods(HttpMethods.Get, HttpMethods.Post).WithHeaders("Authorization", "Content-Type").Build()
            : null;
    }
}
