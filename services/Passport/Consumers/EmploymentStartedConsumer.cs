using Academy.Contracts.Learner;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class EmploymentStartedConsumer(EmploymentIntake intake) : IConsumer<EmploymentStarted>
{
    public Task Consume(ConsumeContext<EmploymentStarted> context)
        => intake.Take(context.Message.LearnerId, context.Message.Version, context.Message.Employment, context.Message.ChangedAt, context.CancellationToken);
}
