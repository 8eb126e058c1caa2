using Academy.Contracts.Learner;
using Academy.Identity.Data;
using Academy.Identity.Records;
using Academy.People;
using MassTransit;

namespace Academy.Identity.Consumers;

internal sealed class LearnersMergedConsumer(IdentityDb db, RecordFinder finder) : IConsumer<LearnersMerged>
{
    public async Task Consume(ConsumeContext<LearnersMerged> context)
    {
        if (await db.Merge(context.Message, context.CancellationToken) is { } kept)
        {
            await finder.MoveAccounts(kept, context.CancellationToken);
        }
    }
}
