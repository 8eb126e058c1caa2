using Academy.Benefits.Data;
using Academy.Contracts.Learner;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Consumers;

/// <summary>
/// One statement takes in a fact unless a newer one is known: two events about the same thing, heard at the same moment
/// from two queues, cannot overwrite each other.
/// </summary>
internal static class Upserts
{
    public static Task Tier(BenefitsDb db, Guid learnerId, long version, int tier, CancellationToken cancellationToken)
        => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO tiers AS known (learner_id, version, tier) VALUES ({learnerId}, {version}, {tier})
            ON CONFLICT (learner_id) DO UPDATE SET version = EXCLUDED.version, tier = EXCLUDED.tier
            WHERE known.version <= EXCLUDED.version
            """,
            cancellationToken);

    public static Task Employment(
        BenefitsDb db, Guid learnerId, long version, EmploymentFacts facts, CancellationToken cancellationToken)
        => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO employments AS known (employment_id, version, learner_id, employer_id, job_role_code, started_on, ended_on)
            VALUES ({facts.EmploymentId}, {version}, {learnerId}, {facts.EmployerId}, {facts.JobRoleCode}, {facts.StartedOn}, {facts.EndedOn})
            ON CONFLICT (employment_id) DO UPDATE SET version = EXCLUDED.version, learner_id = EXCLUDED.learner_id,
                employer_id = EXCLUDED.employer_id, job_role_code = EXCLUDED.job_role_code,
                started_on = EXCLUDED.started_on, ended_on = EXCLUDED.ended_on
            WHERE known.version <= EXCLUDED.version
            """,
            cancellationToken);
}
