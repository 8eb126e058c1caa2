using System.ComponentModel.DataAnnotations;
using Academy.Learner.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

public sealed record ListEmployersResponse(IReadOnlyList<EmployerResponse> Employers, string? Next);

/// <summary>The employers for Academy officers, in the order they were entered, or the one with a CQC provider id.</summary>
internal static class ListEmployers
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/employers", Handle).RequireScope("employers.read");

    private static async Task<Ok<ListEmployersResponse>> Handle(
        [StringLength(20)] string? cqcProviderId,
        Guid? after,
        [Range(1, 100)] int? limit,
        LearnerDb db,
        Caller caller,
        CancellationToken cancellationToken)
    {
        caller.RequireOfficer();
        var size = limit ?? 50;
        var page = await db.Employers.AsNoTracking().AsSplitQuery()
            .Include(e => e.Workplaces).Include(e => e.Standings)
            .Where(e => (cqcProviderId == null || e.CqcProviderId == cqcProviderId) && (after == null || e.Id > after))
            .OrderBy(e => e.Id).Take(size + 1).ToListAsync(cancellationToken);
        var next = page.Count > size ? $"/api/learner/v1/employers?after={page[size - 1].Id}&limit={size}" : null;
        return TypedResults.Ok(new ListEmployersResponse([.. page.Take(size).Select(EmployerResponse.Of)], next));
    }
}
