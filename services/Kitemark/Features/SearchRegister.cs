using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record SearchRegisterResponse(DateOnly On, IReadOnlyList<RegisterItem> Items, string? Next);

public sealed record RegisterItem(
    Guid KitemarkId,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid TrainingProviderId,
    string TrainingProviderName,
    Guid? CourseId,
    string? Title,
    string? VersionLabel,
    int? TrainingCategoryCode,
    MarkPeriod Period);

internal static class SearchRegister
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/register", Handle).AllowAnonymous().WithName(nameof(SearchRegister));

    private static async Task<Ok<SearchRegisterResponse>> Handle(
        KitemarkSubject? kind,
        [StringLength(100)] string? q,
        DateOnly? on,
        Guid? after,
        [Range(1, 100)] int? limit,
        KitemarkDb db,
        TimeProvider time,
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        var day = on ?? time.Today();
        var size = limit ?? 25;
        var found = await Find(db, kind, q?.Trim(), day)
            .Where(row => after == null || row.Mark.Id > after)
            .OrderBy(row => row.Mark.Id).Take(size + 1).ToListAsync(cancellationToken);
        var items = found.Take(size).Select(row => new RegisterItem(
            row.Mark.Id,
            row.Mark.Subject,
            row.Mark.SubjectId,
            row.Provider.Id,
            row.Provider.Name,
            row.Course?.Id,
            row.Course?.Title,
            row.Version?.Label,
            row.Course?.TrainingCategoryCode,
            row.Mark.Period.Said())).ToList();
        return TypedResults.Ok(new SearchRegisterResponse(day, items, found.Count > size ? Next(request, kind, q, day, items[^1].KitemarkId, size) : null));
    }

    private static IQueryable<Row> Find(KitemarkDb db, KitemarkSubject? kind, string? text, DateOnly day)
    {
        var rows =
            from mark in db.Marks.AsNoTracking()
            where mark.From <= day && mark.LastDay >= day && (kind == null || mark.Subject == kind)
            join provider in db.Providers on mark.TrainingProviderId equals provider.Id
            join v in db.CourseVersions on mark.SubjectId equals v.Id into versions
            from version in versions.DefaultIfEmpty()
            join c in db.Courses on version.CourseId equals c.Id into courses
            from course in courses.DefaultIfEmpty()
            select new Row { Mark = mark, Provider = provider, Version = version, Course = course };
        if (string.IsNullOrEmpty(text))
        {
            return rows;
        }

        var pattern = $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        return rows.Where(row => EF.Functions.ILike(row.Provider.Name, pattern, "\\")
            || (row.Course != null && EF.Functions.ILike(row.Course.Title, pattern, "\\")));
    }

    private static string Next(HttpRequest request, KitemarkSubject? kind, string? q, DateOnly day, Guid after, int size)
    {
        var query = new QueryBuilder { { "on", day.ToString("O", System.Globalization.CultureInfo.InvariantCulture) }, { "after", after.ToString() } };
        query.Add("limit", size.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (kind is not null)
        {
            query.Add("kind", kind.Value.ToString());
        }

        if (q is not null)
        {
            query.Add("q", q);
        }

        return $"{request.Path}{query}";
    }

    private sealed class Row
    {
        public required Mark Mark { get; init; }

        public required TrainingProvider Provider { get; init; }

        public CourseVersion? Version { get; init; }

        public Course? Course { get; init; }
    }
}
