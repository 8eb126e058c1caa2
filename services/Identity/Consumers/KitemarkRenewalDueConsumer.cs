using System.Globalization;
using Academy.Contracts.Kitemark;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using MassTransit;

namespace Academy.Identity.Consumers;

internal sealed class KitemarkRenewalDueConsumer(IdentityDb db, Post post, Issuer issuer) : IConsumer<KitemarkRenewalDue>
{
    public Task Consume(ConsumeContext<KitemarkRenewalDue> context)
    {
        var said = context.Message;
        var (lastDay, url) = (said.LastDay.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")), $"{issuer.Name}/kitemark");
        var (subject, lines) = said.DaysBefore is null
            ? ("A kitemark of yours has ended", Letters.KitemarkLapsed(said.Title, lastDay, url))
            : ($"A kitemark of yours ends after {lastDay}", Letters.KitemarkEnds(said.Title, lastDay, url));
        return db.WriteToAdministrators(said.OrganisationId, post, "kitemark-renewal", subject, lines, context.CancellationToken);
    }
}
