using Academy.Contracts.Learner;
using Academy.Pathway.Data;
using Academy.People;
using MassTransit;

namespace Academy.Pathway.Consumers;

internal sealed class LearnersMergedConsumer(PathwayDb db, TimeProvider time) : IConsumer<LearnersMerged>
{
    public async Task Consume(ConsumeContext<LearnersMerged> context)
    {
        var merged = context.Message;
        if (await db.Merge(merged, context.CancellationToken) is { } kept)
        {
            await EntryHeard.BringTogether(db, time, merged.LearnerId, kept, context.CancellationToken);
        }
    }
}
