using Academy.Contracts.Learner;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

public sealed record EmployerResponse(
    Guid EmployerId,
    string Name,
    EmployerKind Kind,
    string? CqcProviderId,
    IReadOnlyList<WorkplaceResponse> Workplaces,
    IReadOnlyList<EmployerStanding> Standings)
{
    internal static EmployerResponse Of(Employer employer) => new(
        employer.Id,
        employer.Name,
        employer.Kind,
        employer.CqcProviderId,
        [.. employer.Workplaces.OrderBy(w => w.Reference, StringComparer.Ordinal).Select(WorkplaceResponse.Of)],
        employer.StandingsInOrder());
}

public sealed record WorkplaceResponse(
    Guid WorkplaceId,
    string Reference,
    string Name,
    string Postcode,
    string? CqcLocationId,
    IReadOnlyList<string> PredecessorLocationIds,
    int? MainServiceCode,
    DateOnly? ClosedOn)
{
    internal static WorkplaceResponse Of(Workplace workplace) => new(
        workplace.Id,
        workplace.Reference,
        workplace.Name,
        workplace.Postcode,
        workplace.CqcLocationId,
        workplace.PredecessorLocationIds,
        workplace.MainServiceCode,
        workplace.ClosedOn);
}

internal static class GetEmployer
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/employers/{id:guid}", Handle).RequireScope("employers.read");

    private static async Task<Ok<EmployerResponse>> Handle(
        Guid id, LearnerDb db, Caller caller, CancellationToken cancellationToken)
    {
        var employer = caller.IsAcademy || caller.ActsFor(id)
            ? await db.Employers.AsNoTracking().AsSplitQuery().Include(e => e.Workplaces).Include(e => e.Standings)
                .SingleOrDefaultAsync(e => e.Id == id, cancellationToken)
            : null;
        return TypedResults.Ok(EmployerResponse.Of(employer ?? throw new NotThere()));
    }
}
