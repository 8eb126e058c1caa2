using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Consumers;

/// <summary>
/// Takes in a mark or an authorisation. Its endorsement follows in the same transaction, and everything that may rest on it is asked to be judged
/// again.
/// </summary>
internal sealed class MarkIntake(PassportDb db, TimeProvider time)
{
    public async Task Take(Mark mark, CancellationToken cancellationToken)
    {
        await db.HoldSubjects([mark.SubjectId], alone: true, cancellationToken);
        var known = await db.Marks.FindAsync([mark.Id], cancellationToken);
        if (known is null)
        {
            db.Add(mark);
        }
        else if (mark.Version < known.Version)
        {
            return;
        }
        else
        {
            known.Update(mark);
            foreach (var endorsement in await db.Credentials.Where(c => c.MarkId == mark.Id && !c.IsRevoked).ToListAsync(cancellationToken))
            {
                endorsement.Follow(known, time.Today());
            }
        }

        if (mark.Link is not null)
        {
            db.Add(Reassessment.Of(mark.Id, time.GetUtcNow()));
        }
    }
}
