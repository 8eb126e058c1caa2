using Academy.Contracts.Learner;
using Academy.Identity.Data;
using MassTransit;

namespace Academy.Identity.Consumers;

internal sealed class LearnerRegisteredConsumer(IdentityDb db) : IConsumer<LearnerRegistered>
{
    public Task Consume(ConsumeContext<LearnerRegistered> context)
    {
        var learner = context.Message;
        return KnownLearners.Know(
            db, learner.LearnerId, learner.Version, learner.AcademyNumber, [learner.FullName], learner.DateOfBirth, context.CancellationToken);
    }
}
