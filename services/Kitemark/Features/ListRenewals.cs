using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>Which marks the list is about.</summary>
public enum RenewalsDue
{
    /// <summary>Those that can be renewed, or lapsed within the last months.</summary>
    Renewal,

    /// <summary>Those the Academy is to look at again.</summary>
    Review,
}

/// <param name="Next">Where to go on. A page may hold fewer than asked for, and there be more.</param>
public sealed record ListRenewalsResponse(IReadOnlyList<RenewalItem> Items, string? Next);

/// <summary>The newest mark of a subject, with what is due of it.</summary>
/// <param name="RenewalFrom">The first day on which the training provider can apply to renew it.</param>
/// <param name="ApplicationId">An application for the same that is open.</param>
/// <param name="Review">When the Academy looks at it again.</param>
public sealed record RenewalItem(
    Guid KitemarkId,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid OrganisationId,
    string OrganisationName,
    string? CourseTitle,
    string? VersionLabel,
    DateOnly From,
    DateOnly Until,
    RenewalState State,
    DateOnly RenewalFrom,
    Guid? ApplicationId,
    ReviewDue Review,
    bool IsReviewDue);

/// <summary>What is due, the first to end first: of all providers for the Academy; a training provider or an agency sees all marks of its own.</summary>
internal static class ListRenewals
{
    /// <summary>What lapsed longer ago, in days, is over: a new application begins from nothing.</summary>
    internal const int DaysAfterLapse = 90;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/renewals", Handle).RequireScope("kitemark.write").WithName(nameof(ListRenewals));

    private static async Task<Ok<ListRenewalsResponse>> Handle(
        RenewalsDue? due,
        Guid? after,
        [Range(1, 100)] int? limit,
        Caller caller,
        KitemarkDb db,
        TimeProvider time,
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy && caller.Kind != OrganisationKind.TrainingProvider && !await ListApplications.IsAgency(caller, db, cancellationToken))
        {
            throw new NotThere();
        }

        var (today, size) = (time.Today(), limit ?? 25);
        var terms = await db.TermsOn(today, cancellationToken);
        var found = await Current(db, caller, due, terms, today)
            .Where(row => after == null || db.Marks.Any(m => m.Id == after && (m.Until < row.Mark.Until || (m.Until == row.Mark.Until && m.Id < row.Mark.Id))))
            .OrderBy(row => row.Mark.Until).ThenBy(row => row.Mark.Id).Take(size + 1).ToListAsync(cancellationToken);
        var page = found.Take(size).ToList();
        var subjects = page.ConvertAll(row => row.Mark.SubjectId);
        var applications = (await db.Applications.Where(a => subjects.Contains(a.SubjectId) && ApplicationSteps.Open.Contains(a.State))
            .Select(a => new { a.SubjectId, a.Id }).ToListAsync(cancellationToken)).ToDictionary(a => a.SubjectId, a => (Guid?)a.Id);
        var items = page.Select(row => Item(row, applications.GetValueOrDefault(row.Mark.SubjectId), terms[row.Mark.Subject.Scheme()], today))
            .Where(item => due switch { RenewalsDue.Review => item.IsReviewDue, RenewalsDue.Renewal => item.RenewalFrom <= today, _ => true }).ToList();
        return TypedResults.Ok(new ListRenewalsResponse(items, found.Count > size ? Next(request, due, page[^1].Mark.Id, size) : null));
    }

    /// <summary>
    /// Marks that end by themselves and that nothing follows. Months differ in length, and so may the terms of each scheme: a few more are read than are due.
    /// </summary>
    private static IQueryable<MarkRow> Current(KitemarkDb db, Caller caller, RenewalsDue? due, IReadOnlyDictionary<MarkScheme, MarkTerms> terms, DateOnly today)
    {
        var (earliest, opens) = (today.AddDays(-DaysAfterLapse), today.AddDays(terms.Values.Max(scheme => scheme.RenewalDays)));
        var first = today.AddMonths(-terms.Values.Min(scheme => scheme.FirstReviewMonths.From)).AddDays(3);
        var next = today.AddMonths(-terms.Values.Min(scheme => scheme.NextReviewMonths.From)).AddDays(3);
        return db.MarksWithNames().Where(row =>
            (caller.IsAcademy || (row.Mark.TrainingProviderId ?? row.Mark.AgencyId) == caller.OrganisationId)
            && row.Mark.LastDay == row.Mark.Until && row.Mark.Until >= earliest
            && !db.Marks.Any(m => m.SubjectId == row.Mark.SubjectId && m.From > row.Mark.From && m.LastDay >= m.From)
            && (due != RenewalsDue.Renewal || row.Mark.Until <= opens)
            && (due != RenewalsDue.Review
                || (row.Mark.Until >= today && (row.Mark.ReviewedOn == null ? row.Mark.From <= first : row.Mark.ReviewedOn <= next))));
    }

    private static RenewalItem Item(MarkRow row, Guid? applicationId, MarkTerms terms, DateOnly today)
    {
        var (mark, review) = (row.Mark, Renewal.ReviewOf(row.Mark, terms));
        return new(
            mark.Id,
            mark.Subject,
            mark.SubjectId,
            mark.OrganisationId,
            row.OrganisationName,
            row.CourseTitle,
            row.VersionLabel,
            mark.From,
            mark.Until,
            Renewal.StateOf(mark.LastDay, applicationId is not null, terms, today),
            Renewal.OpensOn(mark.LastDay, terms),
            applicationId,
            review,
            mark.LastDay >= today && review.From <= today);
    }

    private static string Next(HttpRequest request, RenewalsDue? due, Guid after, int size)
    {
        var query = new QueryBuilder { { "after", after.ToString() }, { "limit", size.ToString(System.Globalization.CultureInfo.InvariantCulture) } };
        if (due is not null)
        {
            query.Add("due", due.Value.ToString());
        }

        return $"{request.Path}{query}";
    }
}
