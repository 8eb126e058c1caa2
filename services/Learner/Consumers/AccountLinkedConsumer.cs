using Academy.Contracts.Identity;
using Academy.Learner.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Consumers;

internal sealed class AccountLinkedConsumer(LearnerDb db) : IConsumer<AccountLinked>
{
    public async Task Consume(ConsumeContext<AccountLinked> context)
    {
        var linked = context.Message;
        var learner = await db.Learners.SingleOrDefaultAsync(l => l.Id == linked.LearnerId, context.CancellationToken);
        learner?.LinkTo(linked.AccountId, linked.Version);
    }
}
