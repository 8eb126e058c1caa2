using System.Globalization;
using Academy.Contracts.Kitemark;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using MassTransit;

namespace Academy.Identity.Consumers;

internal sealed class KitemarkConditionOverdueConsumer(IdentityDb db, Post post, Issuer issuer) : IConsumer<KitemarkConditionOverdue>
{
    public Task Consume(ConsumeContext<KitemarkConditionOverdue> context)
    {
        var said = context.Message;
        var dueOn = said.DueOn.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
        return db.WriteToAdministrators(
            said.OrganisationId,
            post,
            "condition-overdue",
            "Your application for a kitemark waits for an answer",
            Letters.ConditionOverdue(said.Title, dueOn, $"{issuer.Name}/kitemark/{said.ApplicationId}"),
            context.CancellationToken);
    }
}
