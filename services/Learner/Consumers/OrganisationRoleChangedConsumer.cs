using Academy.Contracts.Identity;
using Academy.Learner.Data;
using Academy.ServiceDefaults;
using MassTransit;

namespace Academy.Learner.Consumers;

internal sealed class OrganisationRoleChangedConsumer(LearnerDb db) : IConsumer<OrganisationRoleChanged>
{
    public Task Consume(ConsumeContext<OrganisationRoleChanged> context) => EndedAccess.Hear(db, context.Message, context.CancellationToken);
}
