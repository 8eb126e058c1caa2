using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>An entry as whoever issued it reaches it: a training provider what it recorded, an employer what it attested, a learner what they added. To others it is not there.</summary>
internal sealed record IssuedEntry(Guid EntryId, Guid LearnerId, Guid? CourseVersionId, Guid? TrainingProviderId, Guid? TrainerId, Guid? EmployerId)
{
    /// <summary>No organisation stands behind it: the learner added it.</summary>
    public bool IsDeclared => TrainingProviderId is null && EmployerId is null;

    public static async Task<IssuedEntry> Find(PassportDb db, Guid entryId, Caller caller, CancellationToken cancellationToken)
    {
        var found = await db.Entries.Where(e => e.Id == entryId)
            .Select(e => new IssuedEntry(e.Id, e.LearnerId, e.CourseVersionId, e.TrainingProviderId, e.TrainerId, e.EmployerId))
            .SingleOrDefaultAsync(cancellationToken);
        return found is not null && found.IsOf(caller) ? found : throw new NotThere();
    }

    public async Task<(TrainingPassport Passport, Entry Entry)> Lock(PassportDb db, CancellationToken cancellationToken)
    {
        var passport = (await db.LockPassports([LearnerId], cancellationToken)).SingleOrDefault();
        return passport?.Entries.SingleOrDefault(entry => entry.Id == EntryId) is { } entry
            ? (passport, entry)
            : throw Moved();
    }

    public static Conflict Moved() => new("changed-meanwhile", "The person's record was merged or erased at the same moment. Repeat your request.");

    private bool IsOf(Caller caller)
        => (TrainingProviderId is { } provider && caller.Is(OrganisationKind.TrainingProvider, provider))
            || (EmployerId is { } employer && caller.Is(OrganisationKind.Employer, employer))
            || (IsDeclared && caller.IsLearner(LearnerId));
}
