using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>A mark with every decision on it, and what is due: for the Academy, and for the training provider or agency that holds it.</summary>
/// <param name="Periods">All marks of the same subject, this one too, in the order of their days.</param>
/// <param name="Steps">What whoever asks may do with it as it stands; what a day forbids is said when it is tried.</param>
public sealed record GetKitemarkResponse(
    Guid KitemarkId,
    long Version,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid OrganisationId,
    string OrganisationName,
    CourseApplied? Course,
    bool IsInForce,
    MarkPeriod Period,
    IReadOnlyList<MarkedPeriod> Periods,
    DateOnly RenewalFrom,
    DateOnly? ReviewedOn,
    ReviewDue Review,
    IReadOnlyList<VisitResponse> Visits,
    IReadOnlyList<MarkStep> Steps)
{
    internal static async Task<GetKitemarkResponse> For(Caller caller, Mark mark, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (today, judge) = (time.Today(), await db.JudgeOf(caller, time, cancellationToken));
        var organisation = await db.MarksWithNames().Where(row => row.Mark.Id == mark.Id).Select(row => row.OrganisationName).SingleAsync(cancellationToken);
        var course = await db.CourseVersions.Where(v => v.Id == mark.SubjectId)
            .Join(db.Courses, v => v.CourseId, c => c.Id, (v, c) => new CourseApplied(c.Id, c.Title, v.Label)).SingleOrDefaultAsync(cancellationToken);
        var application = await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.KitemarkId == mark.Id, cancellationToken);
        var visits = await db.Visits.AsNoTracking().Where(v => v.KitemarkId == mark.Id).OrderBy(v => v.Id).ToListAsync(cancellationToken);
        var periods = await db.Marks.AsNoTracking().Where(m => m.SubjectId == mark.SubjectId).OrderBy(m => m.From).ThenBy(m => m.Id).ToListAsync(cancellationToken);
        var terms = (await db.CriteriaOn(mark.Subject.Scheme(), today, cancellationToken)).Terms;
        return new(
            mark.Id,
            mark.Version,
            mark.Subject,
            mark.SubjectId,
            mark.OrganisationId,
            organisation,
            course,
            mark.Period.IsInForceOn(today),
            mark.Period.Said(),
            [.. periods.Select(m => new MarkedPeriod(m.Id, m.From, m.Until, m.LastDay))],
            Renewal.OpensOn(mark.LastDay, terms),
            mark.ReviewedOn,
            Renewal.ReviewOf(mark, terms),
            [.. visits.Select(visit => VisitResponse.Of(visit, seesFindings: true, judge.StepsOf(visit, application), caller.IsAcademy))],
            judge.StepsOf(mark));
    }
}

/// <param name="LastDay">The last day in force, by what was decided; before <paramref name="From"/> where it never was.</param>
public sealed record MarkedPeriod(Guid KitemarkId, DateOnly From, DateOnly Until, DateOnly LastDay);

internal static class GetKitemark
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/kitemarks/{id:guid}", Handle).RequireScope("kitemark.write").WithName(nameof(GetKitemark));

    private static async Task<Ok<GetKitemarkResponse>> Handle(
        Guid id, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var mark = await db.Marks.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) ?? throw new NotThere();
        caller.RequireHolderOrAcademy(mark);
        return TypedResults.Ok(await GetKitemarkResponse.For(caller, mark, db, time, cancellationToken));
    }
}
