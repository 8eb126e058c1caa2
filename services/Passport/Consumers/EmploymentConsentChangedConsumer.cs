using Academy.Contracts.Learner;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class EmploymentConsentChangedConsumer(EmploymentIntake intake) : IConsumer<EmploymentConsentChanged>
{
    public Task Consume(ConsumeContext<EmploymentConsentChanged> context)
        => intake.Take(context.Message.LearnerId, context.Message.Version, context.Message.Employment, context.Message.ChangedAt, context.CancellationToken);
}
