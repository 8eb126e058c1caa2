using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Academy.Identity.Accounts;

/// <summary>Forgets hourly what nobody needs any more.</summary>
internal sealed class AccountSweeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<AccountSweeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                logger.LogWarning("Forgetting waits for the next hour: {Failure}", failure.GetType().Name);
            }
        }
    }

    /// <summary>Links after a day, sessions and messages after 30 days, staff invitations after a year, feedback after two, tries when their window has passed.</summary>
    internal async Task Sweep(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var now = time.GetUtcNow();
        var (yesterday, monthAgo) = (now.AddDays(-1), now.AddDays(-30));
        await db.EmailLinks.Where(link => link.CreatedAt < yesterday).ExecuteDeleteAsync(cancellationToken);
        await db.Sessions.Where(session => session.LastSeenAt < monthAgo).ExecuteDeleteAsync(cancellationToken);
        await db.Messages.Where(message => message.CreatedAt < monthAgo).ExecuteDeleteAsync(cancellationToken);
        var oldest = time.Today().AddYears(-Feedback.KeptYears);
        await db.Feedback.Where(feedback => feedback.GivenOn < oldest).ExecuteDeleteAsync(cancellationToken);
        var yearAgo = now.AddYears(-1);
        await db.StaffInvitations.Where(invitation => invitation.InvitedAt < yearAgo).ExecuteDeleteAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"DELETE FROM throttles WHERE ends_at < {now}", cancellationToken);
    }
}
