using Academy.Passport.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

/// <summary>The national rules that due days and composites are worked out by, for everybody to read.</summary>
internal static class GetRefreshRules
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/refresh-rules", Handle).AllowAnonymous();

    private static Ok<RefreshRules> Handle() => TypedResults.Ok(RefreshRules.Current);
}
