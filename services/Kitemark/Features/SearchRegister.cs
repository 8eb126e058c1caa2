using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record SearchRegisterResponse(DateOnly On, IReadOnlyList<RegisterItem> Items, string? Next);

/// <summary>A mark that is in force: of a training provider or a course version of it, or of an agency.</summary>
public sealed record RegisterItem(
    Guid KitemarkId,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid? TrainingProviderId,
    string? TrainingProviderName,
    Guid? AgencyId,
    string? AgencyName,
    Guid? CourseId,
    string? Title,
    string? VersionLabel,
    int? TrainingCategoryCode,
    CourseMode? Mode,
    string? Language,
    CareCertificateCovered? CareCertificate,
    MarkPeriod Period);

internal static class SearchRegister
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/register", Handle).AllowAnonymous().WithName(nameof(SearchRegister));

    private static async Task<Ok<SearchRegisterResponse>> Handle(
        [AsParameters] RegisterQuestion asked, KitemarkDb db, TimeProvider time, HttpRequest request, CancellationToken cancellationToken)
    {
        var day = asked.On ?? time.Today();
        var size = asked.Limit ?? RegisterQuestion.PageSize;
        var rows = asked.Words.Aggregate(Filter(Rows(db, day), asked), Named);
        var found = await rows.Where(row => asked.After == null || row.Mark.Id > asked.After)
            .OrderBy(row => row.Mark.Id).Take(size + 1).ToListAsync(cancellationToken);
        var items = found.Take(size).Select(Item).ToList();
        return TypedResults.Ok(new SearchRegisterResponse(day, items, found.Count > size ? RegisterQuestion.Next(request, day, items[^1].KitemarkId) : null));
    }

    /// <summary>A course version rests on its provider's mark: on a day without that one, it is not on the register either.</summary>
    private static IQueryable<Row> Rows(KitemarkDb db, DateOnly day) =>
        from mark in db.Marks.AsNoTracking()
        where mark.From <= day && mark.LastDay >= day
            && (mark.Subject != KitemarkSubject.CourseVersion
                || db.Marks.Any(carrier => carrier.SubjectId == mark.TrainingProviderId && carrier.From <= day && carrier.LastDay >= day))
        join p in db.Providers on mark.TrainingProviderId equals p.Id into providers
        from provider in providers.DefaultIfEmpty()
        join g in db.Agencies on mark.AgencyId equals g.Id into agencies
        from agency in agencies.DefaultIfEmpty()
        join v in db.CourseVersions on mark.SubjectId equals v.Id into versions
        from version in versions.DefaultIfEmpty()
        join c in db.Courses on version.CourseId equals c.Id into courses
        from course in courses.DefaultIfEmpty()
        select new Row { Mark = mark, Provider = provider, Agency = agency, Version = version, Course = course };

    private static IQueryable<Row> Filter(IQueryable<Row> rows, RegisterQuestion asked) => rows.Where(row =>
        (asked.Kind == null || row.Mark.Subject == asked.Kind)
        && (asked.Provider == null || row.Mark.TrainingProviderId == asked.Provider)
        && (asked.Subject == null || row.Course!.TrainingCategoryCode == asked.Subject)
        && (asked.Mode == null || row.Version!.Mode == asked.Mode)
        && (asked.Language == null || row.Version!.Language == asked.Language));

    private static IQueryable<Row> Named(IQueryable<Row> rows, string word)
    {
        var pattern = RegisterQuestion.Pattern(word);
        return rows.Where(row => EF.Functions.ILike(row.Provider!.Name, pattern, "\\")
            || EF.Functions.ILike(row.Course!.Title, pattern, "\\")
            || EF.Functions.ILike(row.Agency!.Name, pattern, "\\"));
    }

    private static RegisterItem Item(Row row) => new(
        row.Mark.Id,
        row.Mark.Subject,
        row.Mark.SubjectId,
        row.Provider?.Id,
        row.Provider?.Name,
        row.Agency?.Id,
        row.Agency?.Name,
        row.Course?.Id,
        row.Course?.Title,
        row.Version?.Label,
        row.Course?.TrainingCategoryCode,
        row.Version?.Mode,
        row.Version?.Language,
        CareCertificateCovered.Of(row.Version?.CareCertificate),
        row.Mark.Period.Said());

    private sealed class Row
    {
        public required Mark Mark { get; init; }

        public TrainingProvider? Provider { get; init; }

        public Agency? Agency { get; init; }

        public CourseVersion? Version { get; init; }

        public Course? Course { get; init; }
    }
}
