using Academy.Passport.Data;
using Academy.Passport.Domain;

namespace Academy.Passport.Consumers;

/// <summary>Takes in a kitemark or an authorisation, and asks for everything that may rest on it to be judged again.</summary>
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
        }

        db.Add(Reassessment.Of(mark.Id, time.GetUtcNow()));
    }
}
