using Academy.Contracts.Identity;
using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using MassTransit;

namespace Academy.Kitemark.Consumers;

internal sealed class OrganisationRoleChangedConsumer(KitemarkDb db) : IConsumer<OrganisationRoleChanged>
{
    public Task Consume(ConsumeContext<OrganisationRoleChanged> context) => EndedAccess.Hear(db, context.Message, context.CancellationToken);
}
