using Academy.Contracts.Passport;
using Academy.Pathway.Data;
using MassTransit;

namespace Academy.Pathway.Consumers;

internal sealed class PassportEntryChangedConsumer(PathwayDb db, TimeProvider time) : IConsumer<PassportEntryChanged>
{
    public Task Consume(ConsumeContext<PassportEntryChanged> context)
        => EntryHeard.TakeIn(
            db, time, context.Message.LearnerId, context.Message.Version, context.Message.Entry, context.Message.MarkIds, context.CancellationToken);
}
