using Academy.Benefits.Data;
using Academy.Contracts.Learner;
using Academy.People;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Consumers;

internal sealed class LearnerErasedConsumer(BenefitsDb db) : IConsumer<LearnerErased>
{
    // A use stays counted, as nobody's.
    public async Task Consume(ConsumeContext<LearnerErased> context)
    {
        var erased = context.Message;
        await db.Erase(erased, context.CancellationToken);
        await db.Employments.Where(e => e.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Tiers.Where(t => t.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
        var codes = db.Codes.Where(c => c.LearnerId == erased.LearnerId);
        await codes.Where(c => c.RedeemedOn == null).ExecuteDeleteAsync(context.CancellationToken);
        await codes.ExecuteUpdateAsync(code => code.SetProperty(c => c.LearnerId, Guid.Empty), context.CancellationToken);
    }
}
