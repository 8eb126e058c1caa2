using Academy.Benefits.Data;
using Academy.Contracts.Learner;
using Academy.People;
using MassTransit;

namespace Academy.Benefits.Consumers;

internal sealed class LearnersMergedConsumer(BenefitsDb db) : IConsumer<LearnersMerged>
{
    // The tier of the kept record, and the employments that moved to it, are said by those who own them.
    public Task Consume(ConsumeContext<LearnersMerged> context) => db.Merge(context.Message, context.CancellationToken);
}
