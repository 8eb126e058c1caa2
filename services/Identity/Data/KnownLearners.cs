using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Data;

internal static class KnownLearners
{
    /// <summary>Keeps what finds a learner, unless something newer is known.</summary>
    public static Task Know(
        IdentityDb db, Guid id, long version, string academyNumber, IEnumerable<string> fullNames, DateOnly dateOfBirth, CancellationToken cancellationToken)
    {
        string[] names = [.. fullNames.Select(MatchKey.OfPerson).Where(name => name.Length > 0).Distinct()];
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO known_learners AS known (id, version, academy_number, names, date_of_birth, links)
            VALUES ({id}, {version}, {academyNumber}, {names}, {dateOfBirth}, 0)
            ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, names = EXCLUDED.names, date_of_birth = EXCLUDED.date_of_birth
            WHERE known.version <= EXCLUDED.version
            """,
            cancellationToken);
    }
}
