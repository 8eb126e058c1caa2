using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Identity.Features;

/// <summary>
/// A client that signs its assertions gives its public keys; any other asks for a secret afterwards, unless it is public.
/// Left out, <c>grantTypes</c> is client_credentials alone.
/// </summary>
public sealed record RegisterClientRequest(
    [Required, StringLength(100, MinimumLength = 1)] string Name,
    [Required, MinLength(1), MaxLength(50)] IReadOnlyList<string> Scopes,
    ClientOrganisation? Organisation,
    [MaxLength(20)] IReadOnlyList<string>? Roles,
    Guid? LearnerId,
    ClientKeys? Jwks,
    [MaxLength(3)] IReadOnlyList<string>? GrantTypes,
    [MaxLength(10)] IReadOnlyList<string>? RedirectUris,
    [MaxLength(10)] IReadOnlyList<string>? PostLogoutRedirectUris,
    bool IsPublic,
    bool IsNative,
    bool IsFirstParty,
    bool MayIntrospect);

public sealed record ClientOrganisation([property: EnumDataType(typeof(OrganisationKind))] OrganisationKind Kind, Guid Id);

public sealed record RegisterClientResponse(string ClientId);

internal static class RegisterClient
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/clients", Handle).RequireScope("clients.write").Idempotent().WithName(nameof(RegisterClient));

    private static async Task<Created<RegisterClientResponse>> Handle(
        RegisterClientRequest request, Caller caller, IdentityDb db, TimeProvider time, IConfiguration configuration, CancellationToken cancellationToken)
    {
        Administrators.Only(caller);
        var client = new Client(
            Guid.CreateVersion7().ToString(), request.Name.Trim(), Known(request.Scopes), time.GetUtcNow());
        if (request.Organisation is { } organisation)
        {
            client.SpeakFor(organisation.Kind, Given(organisation.Id, "organisation.id"), WellFormed(request.Roles ?? []));
        }
        else if (request.Roles is { Count: > 0 })
        {
            throw new RuleBroken("Roles are held in an organisation. Name the organisation as well.", "roles-without-organisation");
        }

        if (request.LearnerId is { } learner)
        {
            RequireLearnerClients(configuration, request);
            client.SpeakFor(Given(learner, "learnerId"));
        }

        if (request.Jwks is { } keys)
        {
            client.SignWith(keys.Check());
        }

        ClientSignIn.Apply(client, request);
        db.Add(client);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/identity/v1/clients/{client.Id}", new RegisterClientResponse(client.Id));
    }

    private static void RequireLearnerClients(IConfiguration configuration, RegisterClientRequest request)
    {
        if (!configuration.GetValue("Identity:AllowLearnerClients", false))
        {
            throw new RuleBroken("A client may not speak for a learner here. People sign in themselves.", "learner-clients-not-allowed");
        }

        if (request.Organisation is not null)
        {
            throw new RuleBroken("A client speaks for an organisation or for a learner. Register two clients.", "client-speaks-for-two");
        }
    }

    private static Guid Given(Guid id, string field)
        => id != Guid.Empty ? id : throw new RuleBroken($"Give {field} the id of one that exists.", "id-missing");

    private static string[] Known(IReadOnlyList<string> scopes)
        => scopes.FirstOrDefault(scope => !Scopes.IsKnown(scope)) is { } unknown
            ? throw new RuleBroken($"There is no scope '{unknown}'. The scopes are listed in /.well-known/openid-configuration.", "scope-unknown")
            : [.. scopes.Distinct()];

    private static string[] WellFormed(IReadOnlyList<string> roles)
        => roles.All(role => role.Length is > 0 and <= 50 && role.All(symbol => char.IsAsciiLetterLower(symbol) || symbol == '-'))
            ? [.. roles.Distinct()]
            : throw new RuleBroken("A role is written in lower-case letters and hyphens, for example kitemark-lead.", "role-malformed");
}
