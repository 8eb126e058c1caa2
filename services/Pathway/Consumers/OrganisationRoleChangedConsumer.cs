using Academy.Contracts.Identity;
using Academy.Pathway.Data;
using Academy.ServiceDefaults;
using MassTransit;

namespace Academy.Pathway.Consumers;

internal sealed class OrganisationRoleChangedConsumer(PathwayDb db) : IConsumer<OrganisationRoleChanged>
{
    public Task Consume(ConsumeContext<OrganisationRoleChanged> context) => EndedAccess.Hear(db, context.Message, context.CancellationToken);
}
