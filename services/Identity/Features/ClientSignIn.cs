using Academy.Identity.Connect;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;

namespace Academy.Identity.Features;

/// <summary>What a registration says of the people who sign in to the client, once it is known to fit together.</summary>
internal static class ClientSignIn
{
    public static void Apply(Client client, RegisterClientRequest request)
    {
        string[] grantTypes = [.. (request.GrantTypes ?? [GrantTypes.ClientCredentials]).Distinct()];
        if (grantTypes.Length == 0 || Array.Find(grantTypes, type => !GrantTypes.All.Contains(type)) is not null)
        {
            throw new RuleBroken($"Name one or more of these in grantTypes: {string.Join(", ", GrantTypes.All)}.", "grant-type-unknown");
        }

        client.UseGrantTypes(grantTypes);
        if (!grantTypes.Contains(GrantTypes.AuthorizationCode))
        {
            RequireNoPeople(request, grantTypes);
        }
        else
        {
            RequireFit(request, grantTypes);
            client.SignPeopleIn(
                Registered(request.RedirectUris ?? [], request.IsNative), Registered(request.PostLogoutRedirectUris ?? [], request.IsNative),
                request.IsPublic, request.IsNative, request.IsFirstParty);
        }

        if (request.MayIntrospect)
        {
            client.AllowIntrospection();
        }
    }

    private static void RequireNoPeople(RegisterClientRequest request, string[] grantTypes)
    {
        var mentionsPeople = request.RedirectUris is { Count: > 0 } || request.PostLogoutRedirectUris is { Count: > 0 }
            || request.IsPublic || request.IsNative || request.IsFirstParty
            || grantTypes.Contains(GrantTypes.RefreshToken) || request.Scopes.Any(Scopes.IsOfPeople);
        if (mentionsPeople)
        {
            throw new RuleBroken(
                "Redirect URIs, refresh tokens, public, native and first-party clients and the scopes openid, profile, email and offline_access are for clients people sign in to. Add authorization_code to grantTypes, or leave them out.",
                "client-without-people");
        }
    }

    private static void RequireFit(RegisterClientRequest request, string[] grantTypes)
    {
        if (request.RedirectUris is not { Count: > 0 })
        {
            throw new RuleBroken("Give at least one address in redirectUris, to which people are sent back.", "redirect-uri-missing");
        }

        if (request.IsPublic && (grantTypes.Contains(GrantTypes.ClientCredentials) || request.Jwks is not null || request.MayIntrospect))
        {
            throw new RuleBroken("A public client cannot prove itself, so it has no keys, no client credentials and no introspection.", "public-client-proves-nothing");
        }

        if (request.IsNative && !request.IsPublic)
        {
            throw new RuleBroken("An installed application cannot keep a secret. Register it as public too.", "native-client-not-public");
        }

        if (request.LearnerId is not null)
        {
            throw new RuleBroken("A client people sign in to does not speak for one learner itself.", "client-speaks-for-two");
        }

        if (grantTypes.Contains(GrantTypes.RefreshToken) != request.Scopes.Contains(Scopes.OfflineAccess))
        {
            throw new RuleBroken("Refresh tokens take both: refresh_token in grantTypes and offline_access in scopes.", "offline-access-half");
        }
    }

    private static string[] Registered(IReadOnlyList<string> uris, bool isNative)
        => uris.All(uri => RedirectUris.MayRegister(uri, isNative))
            ? [.. uris.Distinct()]
            : throw new RuleBroken(
                "Each redirect address is a full https address without fragment or wildcard. On this machine http will do, and an installed application may use a scheme of its own, such as org.example.app:/signed-in.",
                "redirect-uri-unfit");
}
