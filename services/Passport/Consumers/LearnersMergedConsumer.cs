using Academy.Contracts.Learner;
using Academy.Passport.Data;
using Academy.People;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class LearnersMergedConsumer(PassportDb db, MergedPassports passports) : IConsumer<LearnersMerged>
{
    public async Task Consume(ConsumeContext<LearnersMerged> context)
    {
        if (await db.Merge(context.Message, context.CancellationToken) is { } kept)
        {
            await passports.BringTogether(kept, context.CancellationToken);
        }
    }
}
