using Academy.Contracts.Learner;
using Academy.Passport.Data;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class EmployerRegisteredConsumer(PassportDb db) : IConsumer<EmployerRegistered>
{
    public Task Consume(ConsumeContext<EmployerRegistered> context)
        => db.TakeOrganisation(context.Message.EmployerId, context.Message.Version, context.Message.Name, context.CancellationToken);
}
