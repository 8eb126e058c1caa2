using System.ComponentModel.DataAnnotations;
using Academy.AscWds.Codes;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

/// <summary>Standards of the Care Certificate that an employer assessed its staff in: the same ones for everybody named.</summary>
/// <param name="Version">2015 or 2025.</param>
/// <param name="Standards">Their numbers in that version.</param>
/// <param name="Assessor">Who saw them met at work.</param>
/// <param name="AssessorRole">What the assessor is there, for example Registered manager.</param>
public sealed record RecordStandardsRequest(
    [Required, MinLength(1), MaxLength(50)] IReadOnlyList<StaffMember> Learners,
    int Version,
    [Required, MinLength(1), MaxLength(16)] IReadOnlyList<int> Standards,
    [Required, StringLength(120, MinimumLength = 2)] string Assessor,
    [Required, StringLength(120, MinimumLength = 2)] string AssessorRole,
    DateOnly AssessedOn);

/// <summary>One of the two is enough; two that are not of one person find nobody.</summary>
public sealed record StaffMember(Guid? LearnerId, [StringLength(40)] string? AcademyNumber);

/// <summary>What became of each person, in the order sent.</summary>
public sealed record RecordStandardsResponse(IReadOnlyList<StandardsResult> Learners);

/// <param name="Recorded">The numbers of the standards that were added; those this employer had recorded before are not among them.</param>
public sealed record StandardsResult(Guid? LearnerId, StandardsOutcome Outcome, IReadOnlyList<int> Recorded, string? WhatToDo);

public enum StandardsOutcome
{
    Recorded,

    /// <summary>All of them were recorded before; nothing was added.</summary>
    AlreadyRecorded,
    NotFound,

    /// <summary>The day does not go with the version, for this person.</summary>
    Refused,
}

internal static class RecordStandards
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/care-certificate-standards", Handle).RequireScope("observations.write").Idempotent();

    private static async Task<Created<RecordStandardsResponse>> Handle(
        RecordStandardsRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (caller is not { Kind: OrganisationKind.Employer, OrganisationId: { } employerId })
        {
            throw new NotThere();
        }

        RequireKnown(request.Version, request.Standards);
        var (today, now) = (time.Today(), time.GetUtcNow());
        var employer = await db.Organisations.FindAsync([employerId], cancellationToken) ?? throw Staff.EmployerUnknown();
        var found = await RecordCompletion.Find([.. request.Learners.Select(member => new ClassMember(member.LearnerId, member.AcademyNumber))], db, cancellationToken);
        var staff = await Staff.Today(db, caller, found.OfType<Guid>(), today, cancellationToken);
        var passports = await db.LockKeptPassports(staff.Keys, cancellationToken);
        var results = found.ConvertAll(Record);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new RecordStandardsResponse(results));

        StandardsResult Record(Guid? learnerId)
        {
            if (learnerId is not { } id || !staff.TryGetValue(id, out var shares) || !passports.TryGetValue(id, out var passport))
            {
                return new(null, StandardsOutcome.NotFound, [], Staff.Unknown().Message);
            }

            var known = passport.Standards.Where(one => shares || one.EmployerId == employerId);
            if (CareCertificate.WhyNot(request.Version, request.AssessedOn, known, today) is { } whyNot)
            {
                return new(passport.LearnerId, StandardsOutcome.Refused, [], whyNot);
            }

            var added = passport.Record(
                request.Standards.Distinct().Order().Select(number => new StandardAssessment(
                    Guid.CreateVersion7(now), request.Version, number, employer.Id, employer.Name, request.Assessor.Trim(), request.AssessorRole.Trim(), request.AssessedOn, now, null)),
                caller.Subject,
                now);
            return new(
                passport.LearnerId, added.Count > 0 ? StandardsOutcome.Recorded : StandardsOutcome.AlreadyRecorded, [.. added.Select(one => one.Standard)], null);
        }
    }

    internal static void RequireKnown(int version, IReadOnlyList<int> standards)
    {
        var known = CareCertificateStandards.Of(version);
        if (known.Count == 0)
        {
            throw new RuleBroken($"There is no version {version} of the Care Certificate. Choose one of {string.Join(", ", CareCertificateStandards.Versions)}.", "care-certificate-version");
        }

        if (standards.FirstOrDefault(number => number < 1 || number > known.Count) is var number and not 0 || standards.Contains(0))
        {
            throw new RuleBroken($"The version of {version} has the standards 1 to {known.Count}.", "care-certificate-standard");
        }
    }
}
