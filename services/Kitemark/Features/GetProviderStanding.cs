using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record GetProviderStandingResponse(Guid TrainingProviderId, string Name, DateOnly On, MarkStanding Standing);

internal static class GetProviderStanding
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/providers/{id:guid}/standing", Handle).AllowAnonymous().WithName(nameof(GetProviderStanding));

    private static async Task<Ok<GetProviderStandingResponse>> Handle(
        Guid id, DateOnly? on, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var day = on ?? time.Today();
        var provider = await db.Providers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) ?? throw new NotThere();
        var marks = await db.Marks.AsNoTracking().Where(m => m.SubjectId == id).ToListAsync(cancellationToken);
        return TypedResults.Ok(new GetProviderStandingResponse(provider.Id, provider.Name, day, MarkStanding.Of(marks, day)));
    }
}
