using Academy.Contracts.Kitemark;
using Academy.Passport.Domain;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class KitemarkReinstatedConsumer(MarkIntake intake) : IConsumer<KitemarkReinstated>
{
    public Task Consume(ConsumeContext<KitemarkReinstated> context)
    {
        var said = context.Message;
        return intake.Take(Mark.OfKitemark(said.KitemarkId, said.Version, said.Subject, said.SubjectId, said.Period), context.CancellationToken);
    }
}
