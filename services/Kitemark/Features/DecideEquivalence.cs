using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <param name="From">The first day of completion or award it counts for; it may lie in the past.</param>
/// <param name="Until">The last such day; left out where it is open.</param>
/// <param name="Source">Where it can be read that it is so.</param>
public sealed record DecideEquivalenceRequest(
    [Required] HeldLearning? Held,
    [Required] CountedLearning? CountsAs,
    [Required] DateOnly? From,
    DateOnly? Until,
    [Required, StringLength(1000, MinimumLength = 1)] string Reason,
    [Required, StringLength(300, MinimumLength = 1)] string Source);

/// <summary>One of three: a course in the versions there are, training in a subject (of one training provider, where it is named), or a qualification.</summary>
public sealed record HeldLearning(Guid? CourseId, int? TrainingCategoryCode, Guid? TrainingProviderId, int? QualificationCode);

/// <summary>One of two: a subject, or standards of the Care Certificate.</summary>
public sealed record CountedLearning(int? TrainingCategoryCode, CareCertificateCoverage? CareCertificate);

/// <param name="From">The first day on which what is completed no longer counts.</param>
public sealed record EndEquivalenceRequest([Required] DateOnly? From, [Required, StringLength(1000, MinimumLength = 1)] string Reason);

/// <summary>The Academy's kitemark lead recognises prior learning, and ends that; nothing that is recorded changes by it.</summary>
internal static class DecideEquivalence
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/equivalences", Decide).RequireScope("kitemark.decide").Idempotent().WithName(nameof(DecideEquivalence));
        app.MapPost("/equivalences/{id:guid}/end", End).RequireScope("kitemark.decide").Idempotent().WithName("EndEquivalence");
    }

    private static async Task<Created<EquivalenceResponse>> Decide(
        DecideEquivalenceRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireKitemarkLead();
        var equivalence = Equivalence.Decide(
            await Held(request.Held!, await db.JudgeOf(caller, time, cancellationToken), db, cancellationToken),
            Counted(request.CountsAs!),
            (request.From!.Value, request.Until),
            request.Reason.Trim(),
            request.Source.Trim(),
            caller.Subject,
            time.GetUtcNow());
        db.Add(equivalence);
        db.Say(equivalence.Said());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/kitemark/v1/equivalences?on={equivalence.From:yyyy-MM-dd}", EquivalenceResponse.Of(equivalence));
    }

    private static async Task<Ok<EquivalenceResponse>> End(
        Guid id, EndEquivalenceRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireKitemarkLead();
        var equivalence = await db.Equivalences.SingleOrDefaultAsync(e => e.Id == id, cancellationToken) ?? throw new NotThere();
        equivalence.End(request.From!.Value, request.Reason.Trim(), caller.Subject, time.GetUtcNow());
        db.Say(equivalence.Said());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(EquivalenceResponse.Of(equivalence));
    }

    private static async Task<PriorLearning> Held(HeldLearning held, Judge judge, KitemarkDb db, CancellationToken cancellationToken)
    {
        switch (held)
        {
            case { CourseId: { } courseId, TrainingCategoryCode: null, TrainingProviderId: null, QualificationCode: null }:
                var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == courseId, cancellationToken) ?? throw new NotThere();
                judge.RequireImpartial(course.TrainingProviderId);
                var versions = await db.CourseVersions.Where(v => v.CourseId == courseId).OrderBy(v => v.Id).Select(v => v.Id).ToListAsync(cancellationToken);
                return versions.Count > 0
                    ? new PriorLearning(course.Title, versions, null, null, null)
                    : throw new RuleBroken("This course has no version yet, so nobody can have completed it. Decide once it is published.", "course-without-version");
            case { CourseId: null, TrainingCategoryCode: { } code, QualificationCode: null }:
                if (held.TrainingProviderId is { } named)
                {
                    judge.RequireImpartial(named);
                }

                return new PriorLearning(await NameOf(Subjects.Require(code), held.TrainingProviderId, db, cancellationToken), null, code, held.TrainingProviderId, null);
            case { CourseId: null, TrainingCategoryCode: null, TrainingProviderId: null, QualificationCode: { } code }:
                return new PriorLearning(NationalCodes.QualificationName(NationalCodes.RequireQualification(code)!.Value), null, null, null, code);
            default:
                throw new RuleBroken("Say what is held: a course, or a training category, or a qualification. A training provider is named with a category only.", "held-unclear");
        }
    }

    private static async Task<string> NameOf(int subject, Guid? providerId, KitemarkDb db, CancellationToken cancellationToken)
    {
        if (providerId is not { } id)
        {
            return Subjects.NameOf(subject);
        }

        var provider = await db.Providers.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken) ?? throw new NotThere();
        return $"{Subjects.NameOf(subject)} at {provider}";
    }

    private static Recognition Counted(CountedLearning counted)
    {
        switch (counted)
        {
            case { TrainingCategoryCode: { } code, CareCertificate: null }:
                return new Recognition(Subjects.NameOf(Subjects.Require(code)), code, null);
            case { TrainingCategoryCode: null, CareCertificate: { } named }:
                var coverage = NationalCodes.RequireStandards(named);
                return new Recognition($"Care Certificate of {coverage.Version}, standards {string.Join(", ", coverage.Standards)}", null, coverage);
            default:
                throw new RuleBroken("Say what it counts as: a training category, or standards of the Care Certificate, not both.", "counts-as-unclear");
        }
    }
}
