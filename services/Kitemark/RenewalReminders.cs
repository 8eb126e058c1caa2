using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.Kitemark.Features;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark;

/// <summary>
/// Tells of marks that end soon or have lapsed. What was told last stands in the mark's own row and is saved with what is said, so
/// however often it runs, is cut off or runs in several instances, each is told once.
/// </summary>
internal sealed class RenewalReminders(
    IServiceScopeFactory scopes, TimeProvider time, IConfiguration configuration, ILogger<RenewalReminders> logger) : BackgroundService
{
    private const int ChunkSize = 100;
    private readonly TimeSpan _pause = configuration.GetValue("Reminders:Pause", TimeSpan.FromHours(1));

    /// <summary>Tells all that is to be told today, a chunk of marks a transaction; how many it told.</summary>
    internal async Task<int> Tell(CancellationToken cancellationToken)
    {
        var (told, after) = (0, (Guid?)Guid.Empty);
        while (after is { } last)
        {
            (var count, after) = await TellChunk(last, cancellationToken);
            told += count;
        }

        return told;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(_pause);
        do
        {
            try
            {
                await Tell(stoppingToken);
            }
#pragma warning disable CA1031 // The reminders outlive every failure of the database; the next round takes up what is left.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogWarning("Reminders wait: {Failure}", failure.Message);
            }
        }
        while (await pause.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>How many it told, and the last mark it looked at; none when there are no more.</summary>
    private async Task<(int Told, Guid? Last)> TellChunk(Guid after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KitemarkDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
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

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (told, marks.Count < ChunkSize ? null : marks[^1].Id);
    }

    /// <summary>Marks that end by themselves around today and that nothing follows. Those that another instance holds are its to tell.</summary>
    private static Task<List<Mark>> Ending(KitemarkDb db, Guid after, int days, DateOnly today, CancellationToken cancellationToken)
    {
        var (first, last) = (today.AddDays(-Renewal.DaysToTellOfLapse), today.AddDays(days));
        return db.Marks.FromSql(
            $"""
            SELECT * FROM kitemarks AS mark
            WHERE id > {after} AND last_day = until AND last_day BETWEEN {first} AND {last}
                AND NOT EXISTS (SELECT FROM kitemarks AS next WHERE next.subject_id = mark.subject_id AND next."from" > mark."from" AND next.last_day >= next."from")
            ORDER BY id LIMIT {ChunkSize} FOR UPDATE SKIP LOCKED
            """).ToListAsync(cancellationToken);
    }

    /// <summary>Who has sent an application to renew it needs no reminder, but is told when it lapses all the same.</summary>
    private static async Task<bool> Concerns(KitemarkDb db, Mark mark, int days, CancellationToken cancellationToken)
        => days == Renewal.Lapsed
            || !await db.Applications.AnyAsync(
                a => a.Renews == mark.Id && a.State != ApplicationState.Draft && ApplicationSteps.Open.Contains(a.State), cancellationToken);
}
