using Academy.Contracts.Kitemark;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class EquivalenceDecidedConsumer(PassportDb db) : IConsumer<EquivalenceDecided>
{
    public async Task Consume(ConsumeContext<EquivalenceDecided> context)
    {
        if (await db.Equivalences.FindAsync([context.Message.EquivalenceId], context.CancellationToken) is { } known)
        {
            known.Take(context.Message);
        }
        else
        {
            db.Add(Equivalence.Of(context.Message));
        }
    }
}
