using System.Globalization;
using Academy.Contracts.Passport;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Academy.People;
using Academy.ServiceDefaults;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Consumers;

/// <summary>Reminds the person by email where they chose to be reminded that many days before; who has no account, or hears of it too late, is not.</summary>
internal sealed class EntryExpiresSoonConsumer(IdentityDb db, Post post, Issuer issuer, TimeProvider time) : IConsumer<EntryExpiresSoon>
{
    public async Task Consume(ConsumeContext<EntryExpiresSoon> context)
    {
        var said = context.Message;
        if (said.ValidUntil < time.Today() || await db.HoldKeptRecord(said.LearnerId, alone: false, context.CancellationToken) is not { } learner)
        {
            return;
        }

        var address = await db.Accounts.Where(a => a.LearnerId == learner && a.ReminderDays.Contains(said.DaysBefore)).Select(a => a.Email)
            .SingleOrDefaultAsync(context.CancellationToken);
        if (address is not null)
        {
            var lastDay = said.ValidUntil.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
            post.Add(new Notification(
                "training-expires",
                address,
                $"Some of your training expires after {lastDay}",
                Letters.TrainingExpires(said.Title, lastDay, $"{issuer.Name}/courses?q={Uri.EscapeDataString(said.Title)}", $"{issuer.Name}/account/reminders")));
        }
    }
}
