using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport;

/// <summary>
/// Gives learner and employer notice that a delegated healthcare activity ends, before and on its last day, as <see cref="ExpiryReminders"/> tells of
/// entries: what was told is a row of its own, and of distances that were missed the nearest says it all.
/// </summary>
internal static class DelegationReminders
{
    /// <summary>Tells of some that are due, in the transaction that is open; how many.</summary>
    public static async Task<int> Tell(PassportDb db, int most, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await Due(db, most, time.Today(), now, cancellationToken);
        var ids = due.ConvertAll(reminder => reminder.ObservationId);
        var observations = await db.Observations.AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellationToken);
        foreach (var reminder in due)
        {
            var observation = observations[reminder.ObservationId];
            db.Add(Notice.OfDelegation(observation, observation.LearnerId, reminder.Days, now));
            db.Add(Notice.OfDelegation(observation, observation.EmployerId, reminder.Days, now));
        }

        return due.Count;
    }

    /// <summary>Delegations to people who still work there, that nobody ended and that no later one of the same activity replaces.</summary>
    private static Task<List<DelegationReminder>> Due(PassportDb db, int most, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = today.AddDays(DelegationReminder.Distances[^1]);
        return db.DelegationReminders.FromSql(
            $"""
            INSERT INTO delegation_reminders (observation_id, until, days, said_at)
            SELECT seen.id, ends.until, due.days, {now}
            FROM observations AS seen
            CROSS JOIN LATERAL (SELECT (seen.delegation ->> 'until')::date AS until) AS ends
            CROSS JOIN LATERAL (
                SELECT min(days) AS days FROM unnest({DelegationReminder.Distances}) AS days WHERE ends.until - {today}::date <= days) AS due
            WHERE seen.delegation IS NOT NULL AND seen.ended_at IS NULL AND ends.until BETWEEN {today} AND {last}
                AND EXISTS (
                    SELECT FROM employments AS job
                    WHERE job.learner_id = seen.learner_id AND job.employer_id = seen.employer_id AND job.started_on <= {today}
                        AND (job.ended_on IS NULL OR job.ended_on >= {today}))
                AND NOT EXISTS (
                    SELECT FROM delegation_reminders AS said
                    WHERE said.observation_id = seen.id AND said.until = ends.until AND said.days <= due.days)
                AND NOT EXISTS (
                    SELECT FROM observations AS later
                    WHERE later.learner_id = seen.learner_id AND later.employer_id = seen.employer_id AND later.ended_at IS NULL
                        AND later.training_category_code = seen.training_category_code
                        AND later.delegation ->> 'activity' = seen.delegation ->> 'activity' AND (later.delegation ->> 'until')::date > ends.until)
            ORDER BY seen.id LIMIT {most}
            ON CONFLICT DO NOTHING
            RETURNING *
            """).AsNoTracking().ToListAsync(cancellationToken);
    }
}
