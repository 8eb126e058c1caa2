using Academy.Benefits.Data;
using Academy.Contracts.Identity;
using Academy.ServiceDefaults;
using MassTransit;

namespace Academy.Benefits.Consumers;

internal sealed class OrganisationRoleChangedConsumer(BenefitsDb db) : IConsumer<OrganisationRoleChanged>
{
    public Task Consume(ConsumeContext<OrganisationRoleChanged> context) => EndedAccess.Hear(db, context.Message, context.CancellationToken);
}
