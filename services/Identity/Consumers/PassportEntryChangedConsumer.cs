using Academy.Contracts.Passport;
using Academy.Identity.Data;
using MassTransit;

namespace Academy.Identity.Consumers;

internal sealed class PassportEntryChangedConsumer(IdentityDb db) : IConsumer<PassportEntryChanged>
{
    public Task Consume(ConsumeContext<PassportEntryChanged> context)
        => KnownCompletions.Know(db, context.Message.LearnerId, context.Message.Version, context.Message.Entry, context.CancellationToken);
}
