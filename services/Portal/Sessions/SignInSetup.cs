using System.Globalization;
using System.Security.Claims;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Portal.Sessions;

/// <summary>
/// People sign in by OpenID Connect (authorization code with PKCE). Of the provider the portal knows the address; what a person may do is
/// what the provider gives of the scopes asked for.
/// </summary>
internal static class SignInSetup
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    private const string Started = "started";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SealedFiles>();
        services.AddHostedService<SealedFilesSweeper>();
        services.AddSingleton<SessionTickets>();
        services.AddSingleton<ClientAssertions>();
        services.AddSingleton<PersonTokens>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<SeenNews>();
        services.AddTransient<AsThePerson>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => Configure(cookie, builder.Configuration))
            .AddOpenIdConnect(openId => Configure(openId, builder.Configuration));
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionTickets>((cookie, tickets) => cookie.SessionStore = tickets);
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme).Configure<ClientAssertions>((openId, assertions) =>
            openId.Events.OnAuthorizationCodeReceived = received =>
            {
                received.TokenEndpointRequest!.ClientAssertionType = ClientAssertions.Type;
                received.TokenEndpointRequest.ClientAssertion = assertions.New(openId.TokenValidationParameters.ValidIssuer);
                return Task.CompletedTask;
            });
        services.AddAuthorizationBuilder()
            .AddPolicy(For.Anybody, Signed(_ => true))
            .AddPolicy(For.Learners, Signed(who => who.LearnerId is not null))
            .AddPolicy(For.Employers, Signed(who => who is { Kind: OrganisationKind.Employer, OrganisationId: not null }))
            .AddPolicy(For.Trainers, Signed(who => who is { Kind: OrganisationKind.TrainingProvider, OrganisationId: not null }))
            .AddPolicy(For.Partners, Signed(who => who is { Kind: OrganisationKind.Partner, OrganisationId: not null }))
            .AddPolicy(For.Academy, Signed(who => who is { Kind: OrganisationKind.Academy, OrganisationId: not null }))
            .AddPolicy(For.EvidenceCheckers, OfTheAcademy("evidence.check"))
            .AddPolicy(For.RecordReaders, OfTheAcademy("learners.read"))
            .AddPolicy(For.RecordKeepers, OfTheAcademy(Who.KeepsRecords))
            .AddPolicy(For.Auditors, OfTheAcademy(Who.Audits))
            .AddPolicy(For.MessageKeepers, OfTheAcademy(Who.KeepsMessages))
            .AddPolicy(For.FeedbackReaders, OfTheAcademy(Who.ReadsFeedback))
            .AddPolicy(For.DisputeAnswerers, Signed(who => who.OrganisationId is not null && who.Kind
                is OrganisationKind.TrainingProvider or OrganisationKind.Employer or OrganisationKind.Academy && who.May(Who.AnswersDisputes)))
            .AddPolicy(For.Integrators, Signed(who => who.OrganisationId is not null && who.Kind
                is OrganisationKind.TrainingProvider or OrganisationKind.Employer && who.May(Who.SendsToSystems)))
            .AddPolicy(For.Kitemarks, Signed(who => who is { Kind: OrganisationKind.Academy, OrganisationId: not null } && who.May(Who.AppliesForKitemarks)))
            .AddPolicy(For.Applications, Signed(who => who.OrganisationId is not null && who.Kind
                is OrganisationKind.TrainingProvider or OrganisationKind.Employer or OrganisationKind.Academy && who.May(Who.AppliesForKitemarks)))
            .AddPolicy(For.Figures, Signed(who => who is { OrganisationId: not null, Kind: OrganisationKind.Academy or OrganisationKind.Commissioner } && who.May(Who.SeesFigures)));
    }

    public static string ClientId(IConfiguration configuration) => configuration["Portal:ClientId"] ?? "academy-portal";

    public static DateTimeOffset StartedAt(AuthenticationProperties session)
        => session.Items.TryGetValue(Started, out var at) ? DateTimeOffset.Parse(at!, CultureInfo.InvariantCulture) : DateTimeOffset.MinValue;

    private static string Issuer(IConfiguration configuration) => configuration.GetRequired("Auth:Issuer").TrimEnd('/');

    private static AuthorizationPolicy OfTheAcademy(string scope)
        => Signed(who => who is { Kind: OrganisationKind.Academy, OrganisationId: not null } && who.May(scope));

    private static AuthorizationPolicy Signed(Func<Who, bool> isFor)
        => new AuthorizationPolicyBuilder(CookieAuthenticationDefaults.AuthenticationScheme)
            .RequireAuthenticatedUser().RequireAssertion(asked => Who.Of(asked.User) is { } who && isFor(who)).Build();

    private static void Configure(CookieAuthenticationOptions cookie, ConfigurationManager configuration)
    {
        var isSecure = HostCookie.IsSecure(configuration);
        cookie.Cookie.Name = HostCookie.Name("academy-portal", isSecure);
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.IsEssential = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.Path = "/";
        cookie.ExpireTimeSpan = Idle;
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = RefuseOldSessions;
        cookie.Events.OnSigningOut = ended =>
        {
            // The card that the browser keeps is of whoever was signed in; the next person may hold the same phone.
            ended.Response.Headers["Clear-Site-Data"] = "\"storage\"";
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToLogin = LeadToSignIn;
        cookie.Events.OnRedirectToAccessDenied = forbidden =>
        {
            forbidden.Response.Redirect("/home?not=yours");
            return Task.CompletedTask;
        };
    }

    private static async Task RefuseOldSessions(CookieValidatePrincipalContext session)
    {
        var time = session.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
        if (StartedAt(session.Properties) + Longest < time.GetUtcNow())
        {
            session.RejectPrincipal();
            await session.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }

    /// <summary>Whoever had a session is told that it ended, with what they typed kept; whoever had none goes to sign in.</summary>
    private static async Task LeadToSignIn(RedirectContext<CookieAuthenticationOptions> asked)
    {
        var http = asked.HttpContext;

        // Only a cookie that was given out here shows that there was a session; anybody can send one of that name.
        if (asked.Options.CookieManager.GetRequestCookie(http, asked.Options.Cookie.Name!) is { } cookie
            && asked.Options.TicketDataFormat.Unprotect(cookie) is not null)
        {
            await http.RequestServices.GetRequiredService<Drafts>().Keep(http);
            SignedOutMeanwhilePage.Redirect(http);
            return;
        }

        http.Response.Redirect($"/session/start?returnUrl={Uri.EscapeDataString(SignedOutMeanwhilePage.Address(http))}");
    }

    private static void Configure(OpenIdConnectOptions openId, ConfigurationManager configuration)
    {
        var issuer = Issuer(configuration);
        openId.Authority = issuer;
        openId.RequireHttpsMetadata = issuer.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        openId.BackchannelHttpHandler = new InsideAddresses(issuer, configuration["Auth:MetadataBase"]?.TrimEnd('/') ?? issuer);
        openId.BackchannelTimeout = ServiceClients.LongestAnswer(configuration);
        openId.ClientId = ClientId(configuration);
        openId.ResponseType = OpenIdConnectResponseType.Code;
        openId.ResponseMode = OpenIdConnectResponseMode.Query;
        openId.UsePkce = true;
        openId.CallbackPath = "/signed-in";
        openId.MapInboundClaims = false;
        openId.SaveTokens = true;
        openId.DisableTelemetry = true;
        openId.Scope.Clear();
        foreach (var scope in configuration.GetRequired("Portal:Scopes").Split(' '))
        {
            openId.Scope.Add(scope);
        }

        openId.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = openId.ClientId,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            NameClaimType = "name",
            RoleClaimType = "roles",
        };
        foreach (var cookie in new[] { openId.CorrelationCookie, openId.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = HostCookie.IsSecure(configuration) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        openId.Events.OnRedirectToIdentityProvider = asking =>
        {
            asking.ProtocolMessage.RedirectUri = $"{HostCookie.Address(configuration)}/signed-in";
            if (asking.Properties.Parameters.TryGetValue("prompt", out var prompt))
            {
                asking.ProtocolMessage.Prompt = (string?)prompt;
            }

            return Task.CompletedTask;
        };
        openId.Events.OnTokenValidated = validated =>
        {
            // Left out, it is what was asked for (RFC 6749, 5.1).
            var granted = validated.TokenEndpointResponse?.Scope is { Length: > 0 } told ? told : string.Join(' ', openId.Scope);
            ((ClaimsIdentity)validated.Principal!.Identity!).AddClaim(new Claim(Who.Scope, granted));
            return Task.CompletedTask;
        };
        openId.Events.OnTicketReceived = ticket =>
        {
            var time = ticket.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
            ticket.Properties!.Items[Started] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        };
        openId.Events.OnRemoteFailure = failure =>
        {
            failure.HandleResponse();
            failure.Response.Redirect("/session/failed");
            return Task.CompletedTask;
        };
    }
}
