using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>A mark with the names of what carries it.</summary>
internal sealed class MarkRow
{
    public required Mark Mark { get; init; }

    public required string OrganisationName { get; init; }

    public string? CourseTitle { get; init; }

    public string? VersionLabel { get; init; }
}

internal static class MarkRows
{
    public static IQueryable<MarkRow> MarksWithNames(this KitemarkDb db)
        => from mark in db.Marks.AsNoTracking()
           join p in db.Providers on mark.TrainingProviderId equals p.Id into providers
           from provider in providers.DefaultIfEmpty()
           join g in db.Agencies on mark.AgencyId equals g.Id into agencies
           from agency in agencies.DefaultIfEmpty()
           join v in db.CourseVersions on mark.SubjectId equals v.Id into versions
           from version in versions.DefaultIfEmpty()
           join c in db.Courses on version.CourseId equals c.Id into courses
           from course in courses.DefaultIfEmpty()
           select new MarkRow
           {
               Mark = mark,
               OrganisationName = provider != null ? provider.Name : agency.Name,
               CourseTitle = course == null ? null : course.Title,
               VersionLabel = version == null ? null : version.Label,
           };

    /// <summary>Those whose organisation or course has the words in its name.</summary>
    public static IQueryable<MarkRow> Named(this IQueryable<MarkRow> rows, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return rows;
        }

        var pattern = RegisterQuestion.Pattern(text.Trim());
        return rows.Where(row => EF.Functions.ILike(row.OrganisationName, pattern, "\\")
            || (row.CourseTitle != null && EF.Functions.ILike(row.CourseTitle, pattern, "\\")));
    }
}
