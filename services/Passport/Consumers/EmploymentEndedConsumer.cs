using Academy.Contracts.Learner;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class EmploymentEndedConsumer(EmploymentIntake intake) : IConsumer<EmploymentEnded>
{
    public Task Consume(ConsumeContext<EmploymentEnded> context)
        => intake.Take(context.Message.LearnerId, context.Message.Version, context.Message.Employment, context.Message.ChangedAt, context.CancellationToken);
}
