using System.Globalization;
using Academy.Contracts.Kitemark;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Messages;
using MassTransit;

namespace Academy.Identity.Consumers;

internal sealed class TrainerAuthorisationRenewalDueConsumer(IdentityDb db, Post post) : IConsumer<TrainerAuthorisationRenewalDue>
{
    public Task Consume(ConsumeContext<TrainerAuthorisationRenewalDue> context)
    {
        var said = context.Message;
        var lastDay = said.LastDay.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
        var (subject, lines) = said.DaysBefore is null
            ? ("A trainer of yours is authorised no longer", Letters.AuthorisationLapsed(said.TrainerName, said.TrainingCategory, lastDay))
            : ($"The authorisation of a trainer of yours ends after {lastDay}", Letters.AuthorisationEnds(said.TrainerName, said.TrainingCategory, lastDay));
        return db.WriteToAdministrators(said.TrainingProviderId, post, "authorisation-renewal", subject, lines, context.CancellationToken);
    }
}
