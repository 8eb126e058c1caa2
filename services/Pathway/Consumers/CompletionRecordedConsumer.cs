using Academy.Contracts.Passport;
using Academy.Pathway.Data;
using MassTransit;

namespace Academy.Pathway.Consumers;

internal sealed class CompletionRecordedConsumer(PathwayDb db, TimeProvider time) : IConsumer<CompletionRecorded>
{
    public Task Consume(ConsumeContext<CompletionRecorded> context)
        => EntryHeard.TakeIn(
            db, time, context.Message.LearnerId, context.Message.Version, context.Message.Entry, context.Message.MarkIds, context.CancellationToken);
}
