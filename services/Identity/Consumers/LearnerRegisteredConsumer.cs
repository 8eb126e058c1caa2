using Academy.Contracts.Learner;
using Academy.Identity.Data;
using Academy.Identity.Records;
using MassTransit;

namespace Academy.Identity.Consumers;

internal sealed class LearnerRegisteredConsumer(IdentityDb db, RecordFinder finder) : IConsumer<LearnerRegistered>
{
    public async Task Consume(ConsumeContext<LearnerRegistered> context)
    {
        var learner = context.Message;
        await KnownLearners.Know(
            db, learner.LearnerId, learner.Version, learner.AcademyNumber, [learner.FullName], learner.DateOfBirth, context.CancellationToken);
        await finder.TellOfNew(learner.LearnerId, context.CancellationToken);
        await finder.MoveAccounts(learner.LearnerId, context.CancellationToken);
    }
}
