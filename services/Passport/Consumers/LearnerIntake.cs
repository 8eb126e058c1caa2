using Academy.Passport.Data;
using Academy.Passport.Domain;

namespace Academy.Passport.Consumers;

/// <summary>Takes in who a learner is. A passport that was not there before takes over what was recorded under records merged into it.</summary>
internal sealed class LearnerIntake(PassportDb db, MergedPassports merged, TimeProvider time)
{
    public async Task Take(
        Guid learnerId, long version, string academyNumber, string fullName, DateOnly dateOfBirth, CancellationToken cancellationToken)
    {
        var passport = (await db.LockPassports([learnerId], cancellationToken)).SingleOrDefault();
        var isNew = passport is null;
        passport ??= TrainingPassport.Of(learnerId, academyNumber);
        passport.Know(version, fullName, dateOfBirth, time.GetUtcNow());
        if (isNew)
        {
            db.Add(passport);
            await db.SaveChangesAsync(cancellationToken);
            await merged.BringTogether(learnerId, cancellationToken);
        }
    }
}
