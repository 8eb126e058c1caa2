using Academy.Benefits.Data;
using Academy.Contracts.Pathway;
using MassTransit;

namespace Academy.Benefits.Consumers;

internal sealed class TierLapsedConsumer(BenefitsDb db) : IConsumer<TierLapsed>
{
    public Task Consume(ConsumeContext<TierLapsed> context)
        => Upserts.Tier(db, context.Message.LearnerId, context.Message.Version, context.Message.Tier, context.CancellationToken);
}
