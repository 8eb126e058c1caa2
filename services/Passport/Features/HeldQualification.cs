using System.Text.Json;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>A qualification found by its id, and in whose passport it is.</summary>
internal sealed record HeldQualification(Guid LearnerId, Qualification Qualification)
{
    public static async Task<HeldQualification?> Find(PassportDb db, Guid qualificationId, CancellationToken cancellationToken)
    {
        var holding = JsonSerializer.Serialize(new[] { new { id = qualificationId } });
        var holder = await db.Passports.FromSql($"SELECT * FROM passports WHERE qualifications @> {holding}::jsonb").AsNoTracking()
            .Select(p => new { p.LearnerId, p.Qualifications }).SingleOrDefaultAsync(cancellationToken);
        return holder is null ? null : new HeldQualification(holder.LearnerId, holder.Qualifications.Single(q => q.Id == qualificationId));
    }
}
