using Academy.Contracts.Kitemark;
using Academy.Passport.Domain;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class KitemarkSuspendedConsumer(MarkIntake intake) : IConsumer<KitemarkSuspended>
{
    public Task Consume(ConsumeContext<KitemarkSuspended> context)
    {
        var said = context.Message;
        return intake.Take(Mark.OfKitemark(said.KitemarkId, said.Version, said.Subject, said.SubjectId, said.Period), context.CancellationToken);
    }
}
