using Academy.Contracts.Learner;
using Academy.Identity.Data;
using MassTransit;

namespace Academy.Identity.Consumers;

internal sealed class LearnerDetailsChangedConsumer(IdentityDb db) : IConsumer<LearnerDetailsChanged>
{
    public Task Consume(ConsumeContext<LearnerDetailsChanged> context)
    {
        var learner = context.Message;
        return KnownLearners.Know(
            db, learner.LearnerId, learner.Version, learner.AcademyNumber, [learner.FullName, .. learner.FormerNames], learner.DateOfBirth, context.CancellationToken);
    }
}
