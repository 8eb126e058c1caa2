using Academy.Contracts.Learner;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;

namespace Academy.Passport.Consumers;

/// <summary>Takes in an employment, and tells the learner when it changed who may see the passport.</summary>
internal sealed class EmploymentIntake(PassportDb db)
{
    public async Task Take(Guid learnerId, long version, EmploymentFacts facts, DateTimeOffset changedAt, CancellationToken cancellationToken)
    {
        var employment = await db.Employments.FindAsync([facts.EmploymentId], cancellationToken);
        if (employment is null)
        {
            employment = Employment.Of(facts.EmploymentId);
            db.Add(employment);
        }

        if (employment.Take(learnerId, version, facts))
        {
            var maySee = employment.SharesPassport && employment.EndedOn is null;
            db.Add(ActivityLine.Of(
                learnerId,
                maySee ? ActivityKind.EmployerMaySee : ActivityKind.EmployerMayNoLongerSee,
                changedAt,
                OrganisationKind.Employer,
                facts.EmployerId));
        }
    }
}
