using Academy.Pathway.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Pathway.Features;

public sealed record ListRoleCategoriesResponse(IReadOnlyList<RoleCategory> Categories);

internal static class ListRoleCategories
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/role-categories", Handle).RequireScope("pathway.read");

    private static Ok<ListRoleCategoriesResponse> Handle() => TypedResults.Ok(new ListRoleCategoriesResponse(RoleCategories.All));
}
