using Academy.Benefits.Data;
using Academy.Contracts.Pathway;
using MassTransit;

namespace Academy.Benefits.Consumers;

internal sealed class TierReachedConsumer(BenefitsDb db) : IConsumer<TierReached>
{
    public Task Consume(ConsumeContext<TierReached> context)
        => Upserts.Tier(db, context.Message.LearnerId, context.Message.Version, context.Message.Tier, context.CancellationToken);
}
