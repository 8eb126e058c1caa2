using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

public sealed record ListReassessmentsResponse(IReadOnlyList<ReassessmentResponse> Reassessments);

/// <summary>How far the judging again has come that followed on news of a mark.</summary>
/// <param name="Learners">How many people there are to do; not known before it begins.</param>
/// <param name="Changed">Entries that say something else now.</param>
/// <param name="FinishedAt">None while it goes on.</param>
public sealed record ReassessmentResponse(
    Guid ReassessmentId, Guid KitemarkId, int? Learners, int Done, int Changed, DateTimeOffset AskedAt, DateTimeOffset? FinishedAt)
{
    internal static ReassessmentResponse Of(Reassessment work)
        => new(work.Id, work.MarkId, work.Learners, work.LearnersDone, work.Changed, work.AskedAt, work.FinishedAt);
}

/// <summary>The newest work of judging entries again, of one mark or of all.</summary>
internal static class ListReassessments
{
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/reassessments", Handle).RequireScope("passport.effects");

    private static async Task<Ok<ListReassessmentsResponse>> Handle(
        Guid? kitemarkId, Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        GetKitemarkEffects.RequireLead(caller);
        var newest = await db.Reassessments.AsNoTracking().Where(work => kitemarkId == null || work.MarkId == kitemarkId)
            .OrderByDescending(work => work.AskedAt).ThenByDescending(work => work.Id).Take(Most).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListReassessmentsResponse(newest.ConvertAll(ReassessmentResponse.Of)));
    }
}
