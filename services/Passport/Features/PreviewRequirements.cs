using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What a team would stand like today if this were asked of it, in people. Nothing is changed.</summary>
/// <param name="People">Those whose passports the employer sees; of the others nothing is known.</param>
/// <param name="BecomeMissing">People with something missing that is not missing as things are.</param>
/// <param name="BecomeExpired">People with something expired that is not expired as things are.</param>
/// <param name="Relieved">People for whom something missing or expired no longer is.</param>
public sealed record PreviewRequirementsResponse(int People, int BecomeMissing, int BecomeExpired, int Relieved);

/// <summary>Says what a change of requirements would do, before it is made. It takes what <see cref="SetRequirements"/> takes.</summary>
internal static class PreviewRequirements
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/employers/{employerId:guid}/requirements/preview", Handle).RequireScope("requirements.write");

    private static async Task<Ok<PreviewRequirementsResponse>> Handle(
        Guid employerId, SetRequirementsRequest request, Caller caller, Looks looks, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!caller.Is(OrganisationKind.Employer, employerId))
        {
            throw new NotThere();
        }

        var (asked, today) = (SetRequirements.Read(request), time.Today());
        var profile = await db.RequirementProfiles.FindAsync([employerId], cancellationToken) ?? RequirementProfile.Of(employerId);
        var equivalences = await db.Equivalences.AsNoTracking().ToListAsync(cancellationToken);
        var counts = new PreviewRequirementsResponse(0, 0, 0, 0);
        Guid? after = null;
        do
        {
            var ids = await Team.Ids(db, caller, after, Team.AtOnce, today, cancellationToken);
            var members = await Team.Of(ids, db, caller, today, cancellationToken);
            looks.At(members.Select(member => member.LearnerId), ActivityKind.PassportSeen);
            counts = members.Aggregate(counts, (sum, member) => Count(sum, member.Judge(profile.Requirements, equivalences, today), member.Judge(asked, equivalences, today)));
            after = ids.Count == Team.AtOnce ? ids[^1] : null;
        }
        while (after is not null);

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(counts);
    }

    private static PreviewRequirementsResponse Count(PreviewRequirementsResponse sum, IReadOnlyList<RequirementResult> now, IReadOnlyList<RequirementResult> then)
    {
        var (missing, missingThen) = (Codes(now, RequirementStatus.Missing), Codes(then, RequirementStatus.Missing));
        var (expired, expiredThen) = (Codes(now, RequirementStatus.Expired), Codes(then, RequirementStatus.Expired));
        return new(
            sum.People + 1,
            sum.BecomeMissing + (missingThen.IsSubsetOf(missing) ? 0 : 1),
            sum.BecomeExpired + (expiredThen.IsSubsetOf(expired) ? 0 : 1),
            sum.Relieved + (missing.Union(expired).Except(missingThen).Except(expiredThen).Any() ? 1 : 0));
    }

    private static HashSet<string> Codes(IReadOnlyList<RequirementResult> results, RequirementStatus status)
        => [.. results.Where(result => result.Status == status).Select(result => result.Requirement.Code)];
}
