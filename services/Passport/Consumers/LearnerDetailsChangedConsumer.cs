using Academy.Contracts.Learner;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class LearnerDetailsChangedConsumer(LearnerIntake learners) : IConsumer<LearnerDetailsChanged>
{
    public Task Consume(ConsumeContext<LearnerDetailsChanged> context)
    {
        var learner = context.Message;
        return learners.Take(learner.LearnerId, learner.Version, learner.AcademyNumber, learner.FullName, learner.DateOfBirth, context.CancellationToken);
    }
}
