using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Academy.Identity.Accounts;

internal static class AccountsSetup
{
    /// <summary>Accounts on ASP.NET Core Identity, the session cookie, and the keys that all instances seal with.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentityCore<Account>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.ClaimsIdentity.UserIdClaimType = "sub";
            })
            .AddUserStore<UserOnlyStore<
                Account, IdentityDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddScoped<Sessions>();
        services.AddScoped<SigningIn>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<Authenticator>();
        services.AddScoped<EmailLinks>();
        services.AddScoped<Registration>();
        services.AddScoped<EmailChange>();
        services.AddScoped<Passkeys>();
        services.AddSingleton<EmployerDomains>();
        services.AddSingleton<Throttles>();
        services.AddSingleton<CodeHasher>();
        services.AddSingleton<Drafts>();
        services.AddHostedService<AccountSweeper>();
        AddCookies(services);
        AddPasskeys(services);
        AddKeys(services);
    }

    /// <summary>Every address made for people is the one they know: the issuer's, whatever the gateway calls this process.</summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        var issuer = app.Services.GetRequiredService<Issuer>();
        app.Use((http, next) =>
        {
            (http.Request.Scheme, http.Request.Host) = (issuer.Address.Scheme, HostString.FromUriComponent(issuer.Address));
            return next(http);
        });
    }

    private static void AddCookies(IServiceCollection services)
    {
        services.AddScoped<SessionCookie>();
        services.AddAuthentication()
            .AddCookie(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<Issuer>(SessionCookie.Configure);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme).Configure<Issuer>((cookie, issuer) =>
        {
            cookie.Cookie.Name = issuer.CookieName("academy-signing-in");
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = issuer.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.Path = "/";
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(10);
            cookie.SlidingExpiration = false;
        });
        services.AddAuthorizationBuilder().AddPolicy(
            SignedIn.Policy,
            new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().Build());
    }

    private static void AddPasskeys(IServiceCollection services)
        => services.AddOptions<IdentityPasskeyOptions>().Configure<Issuer>((passkeys, issuer) =>
        {
            passkeys.ServerDomain = issuer.Address.Host;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.ValidateOrigin = context => ValueTask.FromResult(
                !context.CrossOrigin && context.Origin == issuer.Address.GetLeftPart(UriPartial.Authority));
        });

    private static void AddKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("academy-identity");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory, IConfiguration>((keys, scopes, configuration) =>
        {
            keys.XmlRepository = new ProtectionKeys(scopes);
            keys.XmlEncryptor = ProtectionKeySeal.Secret(configuration) is { } secret ? new ProtectionKeySeal(secret) : null;
        });
    }
}
