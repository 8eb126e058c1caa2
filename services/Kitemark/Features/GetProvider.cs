using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record GetProviderResponse(Guid TrainingProviderId, string Name, int? AscWdsCode, string? Contact, DateTimeOffset RegisteredAt);

internal static class GetProvider
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/providers/{id:guid}", Handle).RequireScope("kitemark.write").WithName(nameof(GetProvider));

    private static async Task<Results<Ok<GetProviderResponse>, StatusCodeHttpResult>> Handle(
        Guid id, Caller caller, KitemarkDb db, HttpContext http, CancellationToken cancellationToken)
    {
        caller.RequireProviderOrAcademy(id);
        var provider = await db.Providers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) ?? throw new NotThere();
        http.Response.Headers.ETag = EntityTag.Of(provider.Version);
        return EntityTag.IsKnown(http.Request, provider.Version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(new GetProviderResponse(provider.Id, provider.Name, provider.AscWdsCode, provider.Contact, provider.RegisteredAt));
    }
}
