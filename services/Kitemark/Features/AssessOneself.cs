using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

/// <summary>The whole self-assessment so far; it replaces what was said before. It may be incomplete until it is submitted.</summary>
public sealed record AssessOneselfRequest([Required, MaxLength(CriteriaSet.Count)] IReadOnlyList<SelfAssessedCriterion> Criteria);

public sealed record SelfAssessedCriterion(
    [Required, StringLength(3, MinimumLength = 2)] string Criterion,
    [Required] bool? IsMet,
    [Required, StringLength(4000, MinimumLength = 1)] string Statement);

internal static class AssessOneself
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPut("/applications/{id:guid}/self-assessment", Handle).RequireScope("kitemark.write").Versioned().WithName(nameof(AssessOneself));

    private static async Task<Ok<GetApplicationResponse>> Handle(
        Guid id, AssessOneselfRequest request, Caller caller, KitemarkDb db, HttpContext http, TimeProvider time, CancellationToken cancellationToken)
    {
        var application = await db.LockApplication(id, cancellationToken);
        caller.RequireApplicant(application);
        EntityTag.Require(http.Request, application.Version);
        application.AssessOneself(
            [.. request.Criteria.Select(c => new SelfAssessment(c.Criterion, c.IsMet!.Value, c.Statement.Trim()))],
            await db.CriteriaOn(application.Subject.Scheme(), time.Today(), cancellationToken),
            caller.Subject,
            time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.ETag = EntityTag.Of(application.Version);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }
}
