using Academy.Contracts.Learner;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class LearnerRegisteredConsumer(LearnerIntake learners) : IConsumer<LearnerRegistered>
{
    public Task Consume(ConsumeContext<LearnerRegistered> context)
    {
        var learner = context.Message;
        return learners.Take(learner.LearnerId, learner.Version, learner.AcademyNumber, learner.FullName, learner.DateOfBirth, context.CancellationToken);
    }
}
