using Academy.Passport.Domain;

namespace Academy.Passport.Data;

internal static class MarkEntries
{
    /// <summary>Entries that a decision on a mark may concern: those of its subject. What was recorded before a mark was granted never rests on it.</summary>
    public static IQueryable<Entry> EntriesOf(this PassportDb db, Mark mark)
    {
        var since = mark.Period.GrantedAt;
        return mark.Link switch
        {
            LinkKind.CourseVersion => db.Entries.Where(e => e.CourseVersionId == mark.SubjectId && e.RecordedAt >= since),
            LinkKind.TrainingProvider => db.Entries.Where(e => e.TrainingProviderId == mark.SubjectId && e.RecordedAt >= since),
            _ => db.Entries.Where(e => e.TrainerId == mark.SubjectId && e.RecordedAt >= since),
        };
    }
}
