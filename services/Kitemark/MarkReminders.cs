using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.Kitemark.Features;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark;

internal static class MarkReminders
{
    public static async Task<(int Told, Guid? Last)> Tell(KitemarkDb db, Guid after, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = time.Today();
        var terms = await db.TermsOn(today, cancellationToken);
        var marks = await Ending(db, after, terms.Values.Max(scheme => scheme.RenewalDays), today, cancellationToken);
        var told = 0;
        foreach (var mark in marks)
        {
            if (Renewal.ToTell(mark.LastDay, mark.Told, terms[mark.Subject.Scheme()], today) is { } days && await Concerns(db, mark, days, cancellationToken))
            {
                mark.Tell(days);
                var names = await db.MarksWithNames().SingleAsync(row => row.Mark.Id == mark.Id, cancellationToken);
                db.Say(new KitemarkRenewalDue(
                    mark.Id, mark.Version, mark.Subject, mark.SubjectId, mark.OrganisationId,
                    names.CourseTitle is null ? names.OrganisationName : $"{names.CourseTitle} ({names.VersionLabel})",
                    mark.LastDay, days == Renewal.Lapsed ? null : days, time.GetUtcNow()));
                told++;
            }
        }

        return (told, marks.Count < RenewalReminders.ChunkSize ? null : marks[^1].Id);
    }

    /// <summary>Marks that end by themselves around today and that nothing follows.</summary>
    private static Task<List<Mark>> Ending(KitemarkDb db, Guid after, int days, DateOnly today, CancellationToken cancellationToken)
    {
        var (first, last) = (today.AddDays(-Renewal.DaysToTellOfLapse), today.AddDays(days));
        return db.Marks.FromSql(
            $"""
            SELECT * FROM kitemarks AS mark
            WHERE id > {after} AND last_day = until AND last_day BETWEEN {first} AND {last}
                AND NOT EXISTS (SELECT FROM kitemarks AS next WHERE next.subject_id = mark.subject_id AND next."from" > mark."from" AND next.last_day >= next."from")
            ORDER BY id LIMIT {RenewalReminders.ChunkSize} FOR UPDATE SKIP LOCKED
            """).ToListAsync(cancellationToken);
    }

    /// <summary>Who has sent an application to renew it needs no reminder, but is told when it lapses all the same.</summary>
    private static async Task<bool> Concerns(KitemarkDb db, Mark mark, int days, CancellationToken cancellationToken)
        => days == Renewal.Lapsed
            || !await db.Applications.AnyAsync(
                a => a.Renews == mark.Id && a.State != ApplicationState.Draft && ApplicationSteps.Open.Contains(a.State), cancellationToken);
}
