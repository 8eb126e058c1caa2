using Academy.Learner.Data;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

/// <summary>Where a learner works and worked, the latest first.</summary>
public sealed record ListOwnEmploymentsResponse(IReadOnlyList<OwnEmployment> Employments);

/// <summary>An employment as the learner sees it.</summary>
/// <param name="SharesPassport">Whether the learner lets the employer see the passport. An employer sees it only from the first day of the employment to the last.</param>
/// <param name="AnsweredAt">When the learner last said yes or no; none while they have not, and for a yes from before this was kept.</param>
public sealed record OwnEmployment(
    Guid EmploymentId, Guid EmployerId, string EmployerName, DateOnly StartedOn, DateOnly? EndedOn, bool SharesPassport, DateTimeOffset? AnsweredAt)
{
    /// <summary>As ASC-WDS numbers job roles; none where the employer did not say.</summary>
    public int? JobRoleCode { get; init; }
}

internal static class ListOwnEmployments
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{id:guid}/employments", Handle).RequireScope("learners.read");

    private static async Task<Ok<ListOwnEmploymentsResponse>> Handle(
        Guid id, LearnerDb db, ClosedRecordAnswers closed, CancellationToken cancellationToken)
    {
        await closed.RequireOwn(id, cancellationToken);
        var employments =
            from employment in db.Employments
            join employer in db.Employers on employment.EmployerId equals employer.Id
            where employment.LearnerId == id
            orderby employment.StartedOn descending, employment.Id descending
            select new OwnEmployment(
                employment.Id, employer.Id, employer.Name, employment.StartedOn, employment.EndedOn, employment.SharesPassport, employment.AnsweredAt)
            {
                JobRoleCode = employment.JobRoleCode,
            };
        return TypedResults.Ok(new ListOwnEmploymentsResponse(await employments.ToListAsync(cancellationToken)));
    }
}
