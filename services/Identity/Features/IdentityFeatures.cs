namespace Academy.Identity.Features;

internal static class IdentityFeatures
{
    public static void MapIdentity(this IEndpointRouteBuilder app)
    {
        GetDiscovery.Map(app);
        GetKeys.Map(app);
        IssueToken.Map(app);
        GetUserInfo.Map(app);
        RevokeToken.Map(app);
        IntrospectToken.Map(app);

        var api = app.MapGroup("/api/identity/v1");
        RegisterClient.Map(api);
        RenewClientSecret.Map(api);
        RemoveClient.Map(api);
        ListNameChanges.Map(api);
        DecideNameChange.Map(api);
    }
}
