using Academy.Benefits.Data;
using Academy.Contracts.Learner;
using MassTransit;

namespace Academy.Benefits.Consumers;

internal sealed class EmploymentEndedConsumer(BenefitsDb db) : IConsumer<EmploymentEnded>
{
    public Task Consume(ConsumeContext<EmploymentEnded> context)
        => Upserts.Employment(db, context.Message.LearnerId, context.Message.Version, context.Message.Employment, context.CancellationToken);
}
