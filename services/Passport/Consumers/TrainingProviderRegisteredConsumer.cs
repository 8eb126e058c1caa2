using Academy.Contracts.Kitemark;
using Academy.Passport.Data;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class TrainingProviderRegisteredConsumer(PassportDb db) : IConsumer<TrainingProviderRegistered>
{
    public Task Consume(ConsumeContext<TrainingProviderRegistered> context)
        => db.TakeOrganisation(context.Message.TrainingProviderId, context.Message.Version, context.Message.Name, context.CancellationToken);
}
