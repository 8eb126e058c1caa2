using System.Text.Json.Serialization;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Newest first, 50 a page.</summary>
/// <param name="Next">Where the next page is; none on the last one.</param>
public sealed record ListNoticesResponse(IReadOnlyList<NoticeResponse> Notices, string? Next);

/// <summary>A decision on a kitemark or a trainer's authorisation changed what entries are worth; or a competence ended, a delegation is about to, or an entry was withdrawn.</summary>
/// <param name="About">The course, the training provider or the trainer; or the competence.</param>
/// <param name="From">The first day the mark, or the delegation, is not in force.</param>
/// <param name="EntryIds">For a learner: the entries that changed.</param>
/// <param name="People">For an employer: how many of its people it touches.</param>
/// <param name="LearnerId">For an employer: whose competence ended, or whose entry was withdrawn, if they work or have worked there.</param>
public sealed record NoticeResponse(
    Guid NoticeId,
    DateTimeOffset At,
    NoticeKind Kind,
    string About,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? From,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? EntryIds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? People,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? LearnerId)
{
    internal static NoticeResponse Of(Notice n, Func<Guid, bool> tellsWho) => new(
        n.Id, n.At, n.Kind, n.About, n.From, n.Reason,
        n.People == 0 && n.Kind is not (NoticeKind.CompetenceEnded or NoticeKind.DelegationEnds) ? n.EntryIds : null, n.People == 0 ? null : n.People, n.LearnerId is { } who && tellsWho(who) ? who : null);
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
        var records = await db.Set<ClosedRecord>().Where(r => r.MergedInto == learnerId).Select(r => r.LearnerId).ToListAsync(cancellationToken);
        records.Add(learnerId);
        return await Page(db, null, db.Notices.Where(n => records.Contains(n.RecipientId)), before, http, cancellationToken);
    }

    private static async Task<Ok<ListNoticesResponse>> OfEmployer(
        Guid employerId, Guid? before, Caller caller, PassportDb db, HttpRequest http, CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(employerId))
        {
            throw new NotThere();
        }

        // What is about one person is for those who look after all of them; a number of people names nobody.
        var isLimited = caller.Workplaces is not null;
        return await Page(
            db, employerId, db.Notices.Where(n => n.RecipientId == employerId && !(isLimited && n.LearnerId != null)), before, http, cancellationToken);
    }

    private static async Task<Ok<ListNoticesResponse>> Page(PassportDb db, Guid? employerId, IQueryable<Notice> notices, Guid? before, HttpRequest http, CancellationToken cancellationToken)
    {
        var page = await notices.AsNoTracking().Where(n => before == null || n.Id < before).OrderByDescending(n => n.Id).Take(PageSize).ToListAsync(cancellationToken);
        var staff = employerId is { } employer ? await Staff.EverOf(db, employer, page.Select(n => n.LearnerId).OfType<Guid>(), cancellationToken) : [];
        return TypedResults.Ok(new ListNoticesResponse(
            page.ConvertAll(n => NoticeResponse.Of(n, staff.Contains)), page.Count == PageSize ? $"{http.Path}?before={page[^1].Id}" : null));
    }
}
