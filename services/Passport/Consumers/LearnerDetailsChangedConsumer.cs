using Academy.Contracts.Learner;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class LearnerDetailsChangedConsumer(PassportDb db, TimeProvider time) : IConsumer<LearnerDetailsChanged>
{
    public async Task Consume(ConsumeContext<LearnerDetailsChanged> context)
    {
        var learner = context.Message;
        var passport = (await db.LockPassports([learner.LearnerId], context.CancellationToken)).SingleOrDefault();
        if (passport is null)
        {
            passport = TrainingPassport.Of(learner.LearnerId, learner.AcademyNumber);
            db.Add(passport);
        }

        passport.Know(learner.Version, learner.FullName, learner.DateOfBirth, time.GetUtcNow());
    }
}
