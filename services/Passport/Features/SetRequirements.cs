using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

/// <summary>Everything an employer asks of its staff; it replaces what was asked before.</summary>
public sealed record SetRequirementsRequest([Required, MaxLength(60)] IReadOnlyList<RequiredSubject> Subjects);

/// <summary>A subject somebody must hold, or a composite of several.</summary>
/// <param name="TrainingCategoryCode">Bulk-upload code of an ASC-WDS training category; left out where a composite is named.</param>
/// <param name="JobRoleCodes">Main job roles it is asked of (ASC-WDS codes); none means everybody.</param>
/// <param name="RefreshMonths">The employer's own interval in months.</param>
/// <param name="Composite">Code of a composite of the refresh rules, for example OMMT; left out where a subject is named.</param>
/// <param name="AskedFrom">The first day it is asked of anybody; before it nobody is missing it.</param>
/// <param name="GraceDays">How many days somebody who starts has for it.</param>
/// <param name="Combination">Where the employer's interval and a national one differ: Shortest unless Longest is asked for. A certificate's own date always counts.</param>
public sealed record RequiredSubject(
    int? TrainingCategoryCode,
    [MaxLength(100)] IReadOnlyList<int>? JobRoleCodes,
    [Range(1, 120)] int? RefreshMonths,
    [StringLength(20)] string? Composite = null,
    Combination? Combination = null,
    DateOnly? AskedFrom = null,
    [Range(0, 365)] int? GraceDays = null)
{
    internal Requirement ToDomain() => new(
        TrainingCategoryCode, JobRoleCodes ?? [], RefreshMonths, Composite, Combination ?? Domain.Combination.Shortest, AskedFrom, GraceDays);
}

/// <param name="Version">Also the ETag, to be sent as If-Match with the next change.</param>
public sealed record RequirementsResponse(Guid EmployerId, long Version, IReadOnlyList<RequiredSubject> Subjects);

internal static class SetRequirements
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPut("/employers/{employerId:guid}/requirements", Handle).RequireScope("requirements.write").Versioned();

    private static async Task<Ok<RequirementsResponse>> Handle(
        Guid employerId, SetRequirementsRequest request, Caller caller, PassportDb db, HttpContext http, CancellationToken cancellationToken)
    {
        if (!caller.Is(OrganisationKind.Employer, employerId))
        {
            throw new NotThere();
        }

        var requirements = Read(request);
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

        profile.Set(requirements);
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.ETag = EntityTag.Of(profile.Version);
        return TypedResults.Ok(Show(profile));
    }

    public static RequirementsResponse Show(RequirementProfile profile) => new(
        profile.EmployerId,
        profile.Version,
        [.. profile.Requirements.Select(r => new RequiredSubject(
            r.TrainingCategoryCode, r.JobRoleCodes, r.RefreshMonths, r.Composite, r.Combination, r.AskedFrom, r.GraceDays))]);

    /// <summary>What is asked for, if all of it is known and named once.</summary>
    internal static List<Requirement> Read(SetRequirementsRequest request)
    {
        foreach (var subject in request.Subjects)
        {
            RequireKnown(subject);
        }

        return request.Subjects.GroupBy(Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new RuleBroken($"{twice.Key} is in the list more than once. Name it once, with all job roles it is asked of.", "training-category-repeated")
            : [.. request.Subjects.Select(subject => subject.ToDomain())];
    }

    private static string Name(RequiredSubject subject)
        => subject.Composite is { } composite ? $"The composite {composite}" : $"Training category {subject.TrainingCategoryCode}";

    private static void RequireKnown(RequiredSubject subject)
    {
        switch (subject)
        {
            case { TrainingCategoryCode: null, Composite: null } or { TrainingCategoryCode: not null, Composite: not null }:
                throw new RuleBroken("Name a training category or a composite in each subject, not both and not neither.", "requirement-unclear");
            case { TrainingCategoryCode: { } code } when !Subjects.Exists(code):
                throw new RuleBroken($"{code} is not a training category of ASC-WDS. Choose one of its bulk-upload codes.", "training-category-unknown");
            case { Combination: { } combination } when !Enum.IsDefined(combination):
                throw new RuleBroken("The combination is Shortest or Longest.", "combination-unknown");
            case { Composite: { } composite } when RefreshRules.Current.Composite(composite) is null:
                throw new RuleBroken(
                    $"There is no composite {composite}. There are: {string.Join(", ", RefreshRules.Current.Composites.Select(rule => rule.Code))}.", "composite-unknown");
        }
    }
}
