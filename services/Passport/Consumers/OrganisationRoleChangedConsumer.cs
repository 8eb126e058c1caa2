using Academy.Contracts.Identity;
using Academy.Passport.Data;
using Academy.ServiceDefaults;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class OrganisationRoleChangedConsumer(PassportDb db) : IConsumer<OrganisationRoleChanged>
{
    public Task Consume(ConsumeContext<OrganisationRoleChanged> context) => EndedAccess.Hear(db, context.Message, context.CancellationToken);
}
