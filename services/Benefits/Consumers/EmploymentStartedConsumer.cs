using Academy.Benefits.Data;
using Academy.Contracts.Learner;
using MassTransit;

namespace Academy.Benefits.Consumers;

internal sealed class EmploymentStartedConsumer(BenefitsDb db) : IConsumer<EmploymentStarted>
{
    public Task Consume(ConsumeContext<EmploymentStarted> context)
        => Upserts.Employment(db, context.Message.LearnerId, context.Message.Version, context.Message.Employment, context.CancellationToken);
}
