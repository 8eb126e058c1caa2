using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record GetAgencyStandingResponse(Guid AgencyId, string Name, DateOnly On, MarkStanding Standing);

/// <summary>Whether an agency had the Safer Staffing mark on a day.</summary>
internal static class GetAgencyStanding
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/agencies/{id:guid}/standing", Handle).AllowAnonymous().WithName(nameof(GetAgencyStanding));

    private static async Task<Ok<GetAgencyStandingResponse>> Handle(
        Guid id, DateOnly? on, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var day = on ?? time.Today();
        var marks = await db.Marks.AsNoTracking().Where(m => m.AgencyId == id).ToListAsync(cancellationToken);
        var agency = await db.Agencies.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        return agency is not null && (agency.IsAgency || marks.Count > 0)
            ? TypedResults.Ok(new GetAgencyStandingResponse(agency.Id, agency.Name, day, MarkStanding.Of(marks, day)))
            : throw new NotThere();
    }
}
