using Academy.Contracts.Learner;
using Academy.Identity.Data;
using Academy.Identity.Records;
using MassTransit;

namespace Academy.Identity.Consumers;

internal sealed class LearnerDetailsChangedConsumer(IdentityDb db, RecordFinder finder) : IConsumer<LearnerDetailsChanged>
{
    public async Task Consume(ConsumeContext<LearnerDetailsChanged> context)
    {
        var learner = context.Message;
        await KnownLearners.Know(
            db, learner.LearnerId, learner.Version, learner.AcademyNumber, [learner.FullName, .. learner.FormerNames], learner.DateOfBirth, context.CancellationToken);
        await finder.MoveAccounts(learner.LearnerId, context.CancellationToken);
    }
}
