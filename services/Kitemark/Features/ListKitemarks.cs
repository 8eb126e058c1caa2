using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record ListKitemarksResponse(IReadOnlyList<ListedKitemark> Items, string? Next);

/// <param name="EndedBy">The decision that keeps it from being in force, if one does.</param>
/// <param name="LastDay">The last day in force, by what was decided.</param>
public sealed record ListedKitemark(
    Guid KitemarkId,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid OrganisationId,
    string OrganisationName,
    string? CourseTitle,
    string? VersionLabel,
    DateOnly From,
    DateOnly LastDay,
    MarkDecisionKind? EndedBy);

/// <summary>Every mark there ever was, the newest first: the Academy's, to find one by name whether it is in force or not.</summary>
internal static class ListKitemarks
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/kitemarks", Handle).RequireScope("kitemark.write").WithName(nameof(ListKitemarks));

    private static async Task<Ok<ListKitemarksResponse>> Handle(
        [StringLength(100)] string? q,
        Guid? after,
        [Range(1, 100)] int? limit,
        Caller caller,
        KitemarkDb db,
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        caller.RequireAcademy();
        var size = limit ?? 25;
        var found = await db.MarksWithNames().Named(q).Where(row => after == null || row.Mark.Id < after)
            .OrderByDescending(row => row.Mark.Id).Take(size + 1).ToListAsync(cancellationToken);
        var items = found.Take(size).Select(row => new ListedKitemark(
            row.Mark.Id,
            row.Mark.Subject,
            row.Mark.SubjectId,
            row.Mark.OrganisationId,
            row.OrganisationName,
            row.CourseTitle,
            row.VersionLabel,
            row.Mark.From,
            row.Mark.LastDay,
            row.Mark.Decisions.LastOrDefault(decision => decision.Reversed is null)?.Kind)).ToList();
        return TypedResults.Ok(new ListKitemarksResponse(items, found.Count > size ? Next(request, q, items[^1].KitemarkId, size) : null));
    }

    private static string Next(HttpRequest request, string? q, Guid after, int size)
    {
        var query = new QueryBuilder { { "after", after.ToString() }, { "limit", size.ToString(System.Globalization.CultureInfo.InvariantCulture) } };
        if (q is not null)
        {
            query.Add("q", q);
        }

        return $"{request.Path}{query}";
    }
}
