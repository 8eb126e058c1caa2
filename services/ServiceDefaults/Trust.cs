using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Academy.ServiceDefaults;

/// <summary>The kinds of organisation an access token can speak for.</summary>
public enum OrganisationKind
{
    Academy,
    Employer,
    TrainingProvider,
    Partner,
    Commissioner,
}

/// <summary>
/// Who makes the request, as its access token says (RFC 9068): a system or a person of an organisation, or a learner.
/// A scope says what may be done; whose data it may be done to follows from the organisation or the learner.
/// </summary>
/// <param name="Workplaces">The employer's workplaces the caller is limited to, by its own references (LOCALESTID); none means all of the organisation.</param>
public sealed record Caller(
    string Subject,
    string ClientId,
    OrganisationKind? Kind,
    Guid? OrganisationId,
    Guid? LearnerId,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string>? Workplaces = null)
{
    /// <summary>Lists the workplaces a token is limited to; absent, there is no limit.</summary>
    public const string WorkplacesClaim = "workplaces";

    public bool IsAcademy => Kind == OrganisationKind.Academy;

    /// <summary>Whether the caller speaks for all of this organisation; whoever is limited to workplaces does not.</summary>
    public bool Is(OrganisationKind kind, Guid organisationId) => Kind == kind && OrganisationId == organisationId && Workplaces is null;

    /// <summary>Whether the caller acts for this employer, be it at some workplaces only. Which people follows from <see cref="Reaches"/>.</summary>
    public bool ActsFor(Guid employerId) => Kind == OrganisationKind.Employer && OrganisationId == employerId;

    /// <summary>
    /// Whether the caller acts for this employer at this workplace. Somebody who works at none that is known is reached by
    /// those who act for the whole employer only.
    /// </summary>
    public bool Reaches(Guid employerId, string? workplaceReference)
        => ActsFor(employerId) && (Workplaces is null || (workplaceReference is not null && Workplaces.Contains(workplaceReference)));

    public bool IsLearner(Guid learnerId) => LearnerId == learnerId;

    internal static Caller From(ClaimsPrincipal user)
    {
        var subject = user.FindFirst("sub")?.Value
            ?? throw new InvalidOperationException("This endpoint is open to everybody, so it cannot ask who calls.");
        return new Caller(
            subject,
            user.FindFirst("client_id")?.Value ?? subject,
            Enum.TryParse<OrganisationKind>(user.FindFirst("org_kind")?.Value, out var kind) ? kind : null,
            Guid.TryParse(user.FindFirst("org")?.Value, out var organisation) ? organisation : null,
            Guid.TryParse(user.FindFirst("learner_id")?.Value, out var learner) ? learner : null,
            [.. user.FindAll("roles").Select(claim => claim.Value)],
            user.HasClaim(claim => claim.Type == WorkplacesClaim) ? [.. user.FindAll(WorkplacesClaim).Select(claim => claim.Value)] : null);
    }
}

/// <summary>Academy staff say why they look at a person, and the person sees it.</summary>
public static class Purpose
{
    public const string Header = "X-Purpose";
    public const int Longest = 200;

    public static string Stated(HttpRequest request)
    {
        var purpose = request.Headers[Header].ToString().Trim();
        return purpose.Length is >= 3 and <= Longest
            ? purpose
            : throw new BadRequest("purpose-missing", $"Say why you look at this person, in an {Header} header of 3 to {Longest} characters. The person will see it.");
    }
}

/// <summary>Access tokens of the configured issuer are checked here, in every service; nothing is open unless it says so.</summary>
public static class Trust
{
    /// <summary>Lets in tokens with this scope. Who of them may see which person is decided where the data is.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder
        => endpoint
            .WithMetadata(new RequiredScope(scope))
            .RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(context => HasScope(context.User, scope)));

    internal static void AddTrust(this WebApplicationBuilder builder, string? service)
    {
        var issuer = builder.Configuration.GetRequired("Auth:Issuer").TrimEnd('/');
        var metadata = builder.Configuration["Auth:MetadataBase"]?.TrimEnd('/') ?? issuer;
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped(provider => Caller.From(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.User));
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{metadata}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                new InternalDocuments(issuer, metadata));
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = issuer,
                ValidAudience = service is null ? null : $"academy-{service}",
                ValidateAudience = service is not null,
                ValidTypes = ["at+jwt"],
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                NameClaimType = "sub",
                RoleClaimType = "roles",
                ClockSkew = TimeSpan.FromSeconds(30),
            };
            bearer.Events = new JwtBearerEvents { OnTokenValidated = RefuseWhatDoesNotHold };
        });
        builder.Services.AddSingleton<RememberingTokenHandler>();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<RememberingTokenHandler>((bearer, handler) =>
        {
            bearer.TokenHandlers.Clear();
            bearer.TokenHandlers.Add(handler);
        });
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsNoRoute).Build());
    }

    /// <summary>Stops a service that would serve a route nobody decided about.</summary>
    internal static void RefuseRoutesWithoutPolicy(IEndpointRouteBuilder app)
    {
        var open = app.DataSources.SelectMany(source => source.Endpoints)
            .Select(endpoint => AsServed(app.ServiceProvider, endpoint))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
                && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => endpoint.DisplayName)
            .ToList();
        if (open.Count > 0)
        {
            throw new InvalidOperationException(
                $"Give these routes RequireScope(…), [Authorize] or AllowAnonymous: {string.Join(", ", open)}");
        }
    }

    /// <summary>Every route the process answers, with the scope it asks for: what the access table is held against.</summary>
    internal static void MapRouteList(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapGet("/dev/routes", (EndpointDataSource source) => source.Endpoints.OfType<RouteEndpoint>()
                .Where(route => route.Metadata.GetMetadata<StaticAssetDescriptor>() is null).SelectMany(Listed)).AllowAnonymous();
        }
    }

    private static IEnumerable<ListedRoute> Listed(RouteEndpoint route)
        => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method =>
            new ListedRoute(method, $"/{route.RoutePattern.RawText?.TrimStart('/')}", route.Metadata.GetMetadata<RequiredScope>()?.Scope));

    /// <summary>A Razor Page's own attributes are read when it is first asked for; here they are asked for before.</summary>
    private static Endpoint AsServed(IServiceProvider services, Endpoint endpoint)
        => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page and not CompiledPageActionDescriptor
            ? services.GetRequiredService<PageLoader>().LoadAsync(page, endpoint.Metadata).GetAwaiter().GetResult().Endpoint ?? endpoint
            : endpoint;

    /// <summary>Without a database, as in the gateway, nothing is known of ended access; the service behind it refuses.</summary>
    private static async Task RefuseWhatDoesNotHold(TokenValidatedContext context)
    {
        // An empty list leaves no claim behind and would be taken for no limit.
        var token = (JsonWebToken)context.SecurityToken;
        if (token.TryGetPayloadValue<object>(Caller.WorkplacesClaim, out _) && !context.Principal!.HasClaim(claim => claim.Type == Caller.WorkplacesClaim))
        {
            context.Fail("The token is limited to workplaces and names none.");
            return;
        }

        if (context.HttpContext.RequestServices.GetService<EndedAccessList>() is { } ended
            && await ended.Refuses(context.Principal!, token.IssuedAt, context.HttpContext.RequestAborted))
        {
            context.Fail("The access this token speaks of has ended since. Ask for a new token.");
        }
    }

    /// <summary>A wrong address, method or content type is answered as what it is (404, 405, 415), not by asking for a token.</summary>
    private static bool IsNoRoute(AuthorizationHandlerContext context)
        => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;

    private static bool HasScope(ClaimsPrincipal user, string scope)
        => user.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope));

    /// <summary>Discovery names public addresses; inside the cluster the same documents are fetched from where Identity listens.</summary>
    private sealed class InternalDocuments(string issuer, string metadata) : IDocumentRetriever
    {
        private readonly HttpDocumentRetriever _http = new() { RequireHttps = false };

        public Task<string> GetDocumentAsync(string address, CancellationToken cancel)
            => _http.GetDocumentAsync(
                address.StartsWith(issuer, StringComparison.Ordinal) ? metadata + address[issuer.Length..] : address, cancel);
    }
}

/// <summary>
/// Checks the signature of a token once and remembers what it says, until it ends or the issuer publishes other keys. Its time is
/// looked at with every request, and so is whether the access it speaks of has ended.
/// </summary>
internal sealed class RememberingTokenHandler : JsonWebTokenHandler, IDisposable
{
    private const int Most = 2_000;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = Most });

    public RememberingTokenHandler() => MapInboundClaims = false;

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (_known.TryGetValue(token, out KnownToken? known) && IsInTime(known!.Result.SecurityToken, validationParameters)
            && ReferenceEquals(known.Issuer, await Issuer(validationParameters)))
        {
            return known.Result;
        }

        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            _known.Set(
                token, new KnownToken(await Issuer(validationParameters), result),
                new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = new DateTimeOffset(result.SecurityToken.ValidTo + validationParameters.ClockSkew) });
        }

        return result;
    }

    public void Dispose() => _known.Dispose();

    private static bool IsInTime(SecurityToken token, TokenValidationParameters parameters)
        => token.ValidTo + parameters.ClockSkew > DateTime.UtcNow;

    /// <summary>What the issuer has published last: another object whenever it was read again.</summary>
    private static async Task<BaseConfiguration?> Issuer(TokenValidationParameters parameters)
        => parameters.ConfigurationManager is { } published ? await published.GetBaseConfigurationAsync(CancellationToken.None) : null;

    private sealed record KnownToken(BaseConfiguration? Issuer, TokenValidationResult Result);
}

/// <summary>The scope a route asks for, where documentation and the access table can read it.</summary>
public sealed record RequiredScope(string Scope);

/// <summary>A line of <c>/dev/routes</c>.</summary>
public sealed record ListedRoute(string Method, string Path, string? Scope);
