using System.Text.Json.Serialization;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Newest first, 50 a page.</summary>
/// <param name="Next">Where the next page is; none on the last one.</param>
public sealed record ListNoticesResponse(IReadOnlyList<NoticeResponse> Notices, string? Next);

/// <summary>A decision on a kitemark or a trainer's authorisation changed what entries are worth.</summary>
/// <param name="About">The course, the training provider or the trainer.</param>
/// <param name="From">The first day the mark is not in force.</param>
/// <param name="EntryIds">For a learner: the entries that changed.</param>
/// <param name="People">For an employer: how many of its people it touches.</param>
public sealed record NoticeResponse(
    Guid NoticeId,
    DateTimeOffset At,
    NoticeKind Kind,
    string About,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? From,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? EntryIds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? People)
{
    internal static NoticeResponse Of(Notice n)
        => new(n.Id, n.At, n.Kind, n.About, n.From, n.Reason, n.People == 0 ? n.EntryIds : null, n.People == 0 ? null : n.People);
}

internal static class ListNotices
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/learners/{learnerId:guid}/notices", OfLearner).RequireScope("passport.read");
        app.MapGet("/employers/{employerId:guid}/notices", OfEmployer).RequireScope("passport.read");
    }

    private static async Task<Ok<ListNoticesResponse>> OfLearner(
        Guid learnerId, Guid? before, ClosedRecordAnswers closed, PassportDb db, HttpRequest http, CancellationToken cancellationToken)
    {
        await closed.RequireOwn(learnerId, cancellationToken);
        return await Page(
            db.Notices.Where(n => n.RecipientId == learnerId || db.Set<ClosedRecord>().Any(r => r.MergedInto == learnerId && r.LearnerId == n.RecipientId)),
            before, http, cancellationToken);
    }

    private static async Task<Ok<ListNoticesResponse>> OfEmployer(
        Guid employerId, Guid? before, Caller caller, PassportDb db, HttpRequest http, CancellationToken cancellationToken)
        => caller.ActsFor(employerId)
            ? await Page(db.Notices.Where(n => n.RecipientId == employerId), before, http, cancellationToken)
            : throw new NotThere();

    private static async Task<Ok<ListNoticesResponse>> Page(IQueryable<Notice> notices, Guid? before, HttpRequest http, CancellationToken cancellationToken)
    {
        var page = await notices.AsNoTracking().Where(n => before == null || n.Id < before).OrderByDescending(n => n.Id).Take(PageSize).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListNoticesResponse(
            page.ConvertAll(NoticeResponse.Of), page.Count == PageSize ? $"{http.Path}?before={page[^1].Id}" : null));
    }
}
