using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

/// <summary>Everything an employer asks of its staff; it replaces what was asked before.</summary>
public sealed record SetRequirementsRequest([Required, MaxLength(60)] IReadOnlyList<RequiredSubject> Subjects);

/// <summary>A subject somebody must hold.</summary>
/// <param name="TrainingCategoryCode">Bulk-upload code of an ASC-WDS training category.</param>
/// <param name="JobRoleCodes">Main job roles it is asked of (ASC-WDS codes); none means everybody.</param>
/// <param name="RefreshMonths">The employer's own interval, where it is stricter than the course's validity.</param>
public sealed record RequiredSubject(int TrainingCategoryCode, [MaxLength(100)] IReadOnlyList<int>? JobRoleCodes, [Range(1, 120)] int? RefreshMonths);

/// <param name="Version">Also the ETag, to be sent as If-Match with the next change.</param>
public sealed record RequirementsResponse(Guid EmployerId, long Version, IReadOnlyList<RequiredSubject> Subjects);

internal static class SetRequirements
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPut("/employers/{employerId:guid}/requirements", Handle).RequireScope("requirements.write");

    private static async Task<Ok<RequirementsResponse>> Handle(
        Guid employerId, SetRequirementsRequest request, Caller caller, PassportDb db, HttpContext http, CancellationToken cancellationToken)
    {
        if (!caller.Is(OrganisationKind.Employer, employerId))
        {
            throw new NotThere();
        }

        if (request.Subjects.FirstOrDefault(subject => !Subjects.Exists(subject.TrainingCategoryCode)) is { } unknown)
        {
            throw new RuleBroken($"{unknown.TrainingCategoryCode} is not a training category of ASC-WDS. Choose one of its bulk-upload codes.", "training-category-unknown");
        }

        if (request.Subjects.GroupBy(subject => subject.TrainingCategoryCode).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new RuleBroken($"Training category {twice.Key} is in the list more than once. Name it once, with all job roles it is asked of.", "training-category-repeated");
        }

        var profile = await db.RequirementProfiles.FindAsync([employerId], cancellationToken);
        if (profile is null)
        {
            profile = RequirementProfile.Of(employerId);
            db.Add(profile);
        }
        else
        {
            EntityTag.Require(http.Request, profile.Version);
        }

        profile.Set([.. request.Subjects.Select(s => new Requirement(s.TrainingCategoryCode, s.JobRoleCodes ?? [], s.RefreshMonths))]);
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.ETag = EntityTag.Of(profile.Version);
        return TypedResults.Ok(Show(profile));
    }

    public static RequirementsResponse Show(RequirementProfile profile) => new(
        profile.EmployerId,
        profile.Version,
        [.. profile.Requirements.Select(r => new RequiredSubject(r.TrainingCategoryCode, r.JobRoleCodes, r.RefreshMonths))]);
}
