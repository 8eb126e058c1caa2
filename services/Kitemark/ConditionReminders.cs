using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark;

/// <summary>An applicant is told once of each condition it did not answer by its day; the Academy sees it in its queue.</summary>
internal static class ConditionReminders
{
    public static async Task<(int Told, Guid? Last)> Tell(KitemarkDb db, Guid after, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = time.Today();
        var waiting = nameof(ApplicationState.ConditionsSet);
        var applications = await db.Applications.FromSql(
            $"""
            SELECT * FROM applications
            WHERE id > {after} AND state = {waiting} AND condition_due_on < {today}
            ORDER BY id LIMIT {RenewalReminders.ChunkSize} FOR UPDATE SKIP LOCKED
            """).ToListAsync(cancellationToken);
        var told = 0;
        foreach (var application in applications)
        {
            if (application.TellOverdue(today) is [_, ..] overdue)
            {
                db.Say(new KitemarkConditionOverdue(
                    application.Id, application.Version, application.Subject, application.SubjectId, application.OrganisationId,
                    await TitleOf(application, db, cancellationToken), [.. overdue.Select(c => c.Number)], overdue.Min(c => c.DueOn), time.GetUtcNow()));
                told++;
            }
        }

        return (told, applications.Count < RenewalReminders.ChunkSize ? null : applications[^1].Id);
    }

    /// <summary>What the mark is asked for, as people call it.</summary>
    private static Task<string> TitleOf(KitemarkApplication application, KitemarkDb db, CancellationToken cancellationToken) => application.Subject switch
    {
        KitemarkSubject.CourseVersion => db.CourseVersions.Where(v => v.Id == application.SubjectId)
            .Join(db.Courses, v => v.CourseId, c => c.Id, (v, c) => c.Title + " (" + v.Label + ")").SingleAsync(cancellationToken),
        KitemarkSubject.Agency => db.Agencies.Where(a => a.Id == application.SubjectId).Select(a => a.Name).SingleAsync(cancellationToken),
        _ => db.Providers.Where(p => p.Id == application.SubjectId).Select(p => p.Name).SingleAsync(cancellationToken),
    };
}
