using Academy.Contracts.Passport;
using Academy.Identity.Data;
using MassTransit;

namespace Academy.Identity.Consumers;

internal sealed class CompletionRecordedConsumer(IdentityDb db) : IConsumer<CompletionRecorded>
{
    public Task Consume(ConsumeContext<CompletionRecorded> context)
        => KnownCompletions.Know(db, context.Message.LearnerId, context.Message.Version, context.Message.Entry, context.CancellationToken);
}
