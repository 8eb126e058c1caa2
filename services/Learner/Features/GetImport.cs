using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

internal static class GetImport
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/imports/{id:guid}", Handle).RequireScope("learner.imports");

    private static async Task<Ok<ImportResponse>> Handle(Guid id, LearnerDb db, Caller caller, CancellationToken cancellationToken)
        => TypedResults.Ok(ImportResponse.Of(await Find(id, db, caller, cancellationToken)));

    /// <summary>The report, for Academy officers and for the employer whose file it was.</summary>
    internal static async Task<ImportReport> Find(Guid id, LearnerDb db, Caller caller, CancellationToken cancellationToken)
    {
        var report = await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
        return report is not null && (caller.IsOfficer() || (report.EmployerId is { } employer && caller.Is(OrganisationKind.Employer, employer)))
            ? report
            : throw new NotThere();
    }
}
