using Academy.Contracts.Learner;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class LearnerRegisteredConsumer(PassportDb db, TimeProvider time) : IConsumer<LearnerRegistered>
{
    public async Task Consume(ConsumeContext<LearnerRegistered> context)
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
