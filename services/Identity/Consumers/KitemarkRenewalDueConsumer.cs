using System.Globalization;
using Academy.Contracts.Kitemark;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Consumers;

/// <summary>Writes to everybody who administers the organisation today; where nobody does, nobody is written to.</summary>
internal sealed class KitemarkRenewalDueConsumer(IdentityDb db, Post post, Issuer issuer) : IConsumer<KitemarkRenewalDue>
{
    public async Task Consume(ConsumeContext<KitemarkRenewalDue> context)
    {
        var said = context.Message;
        var (lastDay, url) = (said.LastDay.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")), $"{issuer.Name}/kitemark");
        var (subject, lines) = said.DaysBefore is null
            ? ("A kitemark of yours has ended", Letters.KitemarkLapsed(said.Title, lastDay, url))
            : ($"A kitemark of yours ends after {lastDay}", Letters.KitemarkEnds(said.Title, lastDay, url));
        var administrators = db.Memberships
            .Where(m => m.OrganisationId == said.OrganisationId && m.Role == Membership.Administrator && m.EndedAt == null).Select(m => m.AccountId);
        foreach (var address in await db.Accounts.Where(a => administrators.Contains(a.Id)).Select(a => a.Email!).ToListAsync(context.CancellationToken))
        {
            post.Add(new Notification("kitemark-renewal", address, subject, lines));
        }
    }
}
