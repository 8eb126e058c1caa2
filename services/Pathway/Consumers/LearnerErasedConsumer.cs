using Academy.Contracts.Learner;
using Academy.Pathway.Data;
using Academy.People;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Consumers;

internal sealed class LearnerErasedConsumer(PathwayDb db) : IConsumer<LearnerErased>
{
    public async Task Consume(ConsumeContext<LearnerErased> context)
    {
        var erased = context.Message;
        await db.Erase(erased, context.CancellationToken);
        await db.Entries.Where(e => e.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Learners.Where(l => l.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
    }
}
