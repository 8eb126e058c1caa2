using System.Text.Json.Serialization;
using Academy.Contracts.Passport;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What a new starter brings: which required subjects are met, which are not, and what need not be repeated.</summary>
public sealed record GetStarterResponse(
    Guid LearnerId, string Name, IReadOnlyList<SubjectStanding> Subjects, NeedNotBeRepeated NeedNotBeRepeated)
{
    /// <summary>What was completed before the person started here, newest first, each with what this employer decided about it.</summary>
    public IReadOnlyList<BroughtEntry> Brought { get; init; } = [];

    /// <summary>Qualifications from before the person started here, each with what this employer decided about it.</summary>
    public IReadOnlyList<BroughtQualification> BroughtQualifications { get; init; } = [];

    /// <summary>What other employers saw the person do, each with what this employer decided about it.</summary>
    public IReadOnlyList<BroughtObservation> BroughtObservations { get; init; } = [];

    /// <summary>Standards of the Care Certificate that prior learning counts for.</summary>
    public IReadOnlyList<RecognisedStandard> RecognisedStandards { get; init; } = [];
}

/// <param name="Decision">The decision that counts; none where there is none yet.</param>
public sealed record BroughtEntry(
    PassportEntry Entry, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReceiptResponse? Decision);

/// <param name="Decision">The decision that counts; none where there is none yet.</param>
public sealed record BroughtQualification(
    PassportQualification Qualification, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReceiptResponse? Decision);

/// <param name="Decision">The decision that counts; none where there is none yet.</param>
public sealed record BroughtObservation(
    ObservationResponse Observation, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReceiptResponse? Decision);

/// <summary>A required subject, or a composite, in which case it has no category, title and day of its own.</summary>
/// <param name="Until">Last day it counts, or counted, for this employer; none where it does not expire.</param>
/// <param name="Rule">The rule that decides until when.</param>
/// <param name="Reasons">Why it is not met, part by part.</param>
/// <param name="Equivalences">Those by which prior learning counted.</param>
public sealed record SubjectStanding(
    int? TrainingCategoryCode,
    string? Composite,
    string Name,
    string Status,
    string? Title,
    DateOnly? CompletedOn,
    DateOnly? Until,
    Assurance? Assurance,
    DueRule? Rule,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<CountedEquivalence> Equivalences)
{
    /// <summary>The day from which it is asked for, where that is to come.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? NeededFrom { get; init; }

    internal static SubjectStanding Of(RequirementResult result)
    {
        var entry = result is { Requirement.Composite: null, Entries: [var only] } ? only : null;
        return new SubjectStanding(
            result.Requirement.TrainingCategoryCode, result.Requirement.Composite, result.Name, result.Status.ToString(),
            entry?.Title, entry?.CompletedOn, result.Until, entry?.Assurance, result.Rule, result.Reasons, result.Equivalences)
        {
            NeededFrom = result.NeededFrom,
        };
    }
}

/// <summary>The met subjects' courses, from the catalogue; what an employer attested has no price there and is not counted.</summary>
/// <param name="Hours">Taught hours.</param>
/// <param name="Pounds">Course prices in pounds sterling.</param>
public sealed record NeedNotBeRepeated(int Courses, decimal Hours, decimal Pounds);

internal static class GetStarter
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/employers/{employerId:guid}/starters/{learnerId:guid}", Handle).RequireScope("passport.read");

    private static async Task<Ok<GetStarterResponse>> Handle(
        Guid employerId, Guid learnerId, Caller caller, PassportAccess access, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(employerId) || await access.View(learnerId, cancellationToken) != PassportView.Everything)
        {
            throw new NotThere();
        }

        var today = time.Today();
        var jobs = await PassportAccess.Visible(db.Employments, caller, today).Where(e => e.LearnerId == learnerId)
            .Select(e => new { e.JobRoleCode, e.StartedOn }).ToListAsync(cancellationToken);
        var jobRoles = jobs.Select(job => job.JobRoleCode).Distinct().Order().ToList();
        var passport = await db.Passports.Include(p => p.Entries).AsNoTracking().SingleOrDefaultAsync(p => p.LearnerId == learnerId, cancellationToken)
            ?? throw new NotThere();
        var profile = await db.RequirementProfiles.FindAsync([employerId], cancellationToken) ?? RequirementProfile.Of(employerId);
        var equivalences = await db.Equivalences.AsNoTracking().ToListAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        var decisions = await db.Receipts.AsNoTracking().Where(r => r.EmployerId == employerId && r.LearnerId == learnerId && r.ReplacedAt == null)
            .ToDictionaryAsync(r => r.EntryId, cancellationToken);
        var startedOn = jobs.Min(job => job.StartedOn);
        var observations = await db.Observations.AsNoTracking().Where(o => o.LearnerId == learnerId).OrderByDescending(o => o.Id).ToListAsync(cancellationToken);
        var results = profile.Requirements
            .Where(requirement => requirement.IsAskedOf(jobRoles))
            .Select(requirement => requirement.Judge(
                passport.Entries, passport.Qualifications, equivalences, RefreshRules.Current, jobRoles, today, startedOn))
            .ToList();
        var spared = results.Where(result => result.Status == RequirementStatus.Met).SelectMany(result => result.Entries)
            .Where(entry => entry.DurationHours is not null).DistinctBy(entry => entry.Id).ToList();
        return TypedResults.Ok(new GetStarterResponse(
            learnerId,
            passport.FullName,
            [.. results.Select(SubjectStanding.Of)],
            new NeedNotBeRepeated(spared.Count, spared.Sum(e => e.DurationHours!.Value), spared.Sum(e => e.PricePounds ?? 0)))
        {
            RecognisedStandards = RecognisedStandard.Of(passport.Entries, passport.Qualifications, equivalences, today),
            Brought =
            [
                .. passport.Entries.Where(e => DecideReliance.IsBrought(e, employerId, startedOn))
                    .OrderByDescending(e => e.CompletedOn).ThenBy(e => e.Id)
                    .Select(e => new BroughtEntry(Rendering.Render(e, Subjects.Name), Decision(e.Id, e.IsWithdrawn))),
            ],
            BroughtQualifications =
            [
                .. passport.Qualifications.Where(q => DecideReliance.IsBrought(q.RecordedBy.EmployerId, q.AwardedOn, employerId, startedOn))
                    .OrderByDescending(q => q.AwardedOn).ThenBy(q => q.Id).Select(q => new BroughtQualification(q.Show(), Decision(q.Id, q.IsWithdrawn))),
            ],
            BroughtObservations =
            [
                .. observations.Where(o => DecideReliance.IsBrought(o.EmployerId, o.ObservedOn, employerId, startedOn))
                    .Select(o => new BroughtObservation(ObservationResponse.Of(o), Decision(o.Id, o.EndedAt is not null))),
            ],
        });

        ReceiptResponse? Decision(Guid id, bool isWithdrawn)
            => decisions.TryGetValue(id, out var decision) ? ReceiptResponse.Of(decision, isWithdrawn) : null;
    }
}
