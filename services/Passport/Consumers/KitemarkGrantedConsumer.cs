using Academy.Contracts.Kitemark;
using Academy.Passport.Domain;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class KitemarkGrantedConsumer(MarkIntake intake) : IConsumer<KitemarkGranted>
{
    public Task Consume(ConsumeContext<KitemarkGranted> context)
    {
        var said = context.Message;
        return intake.Take(Mark.OfKitemark(said.KitemarkId, said.Version, said.Subject, said.SubjectId, said.Period), context.CancellationToken);
    }
}
