using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Passport;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>A qualification somebody was awarded.</summary>
/// <param name="LearnerId">This or the academy number is enough; two that are not of one person find nobody.</param>
/// <param name="QualificationCode">Bulk-upload code of an ASC-WDS qualification.</param>
/// <param name="AwardedOn">The day on the certificate.</param>
/// <param name="AwardingBody">Who awarded it, as the certificate names them.</param>
public sealed record RecordQualificationRequest(
    Guid? LearnerId,
    [StringLength(40)] string? AcademyNumber,
    int QualificationCode,
    DateOnly AwardedOn,
    [StringLength(120, MinimumLength = 2)] string? AwardingBody);

/// <summary>
/// A training provider records what was awarded with it, an employer attests what it has seen of its own staff. The same
/// award of the same issuer is there once.
/// </summary>
internal static class RecordQualification
{
    private static readonly DateOnly Earliest = new(1950, 1, 1);

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/qualifications", Handle).RequireScope("qualifications.write").Idempotent();

    private static async Task<Created<PassportQualification>> Handle(
        RecordQualificationRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (issuer, assurance) = await Issuer(caller, db, cancellationToken);
        if (!Qualification.Exists(request.QualificationCode))
        {
            throw new RuleBroken($"{request.QualificationCode} is not a qualification of ASC-WDS. Choose one of its bulk-upload codes.", "qualification-unknown");
        }

        var today = time.Today();
        if (request.AwardedOn < Earliest || request.AwardedOn > today)
        {
            throw new RuleBroken("The day of the award is missing, before 1950 or in the future. Write awardedOn as YYYY-MM-DD, as on the certificate.", "awarded-on");
        }

        var learnerId = (await RecordCompletion.Find([new ClassMember(request.LearnerId, request.AcademyNumber)], db, cancellationToken))[0];
        if (learnerId is not { } found
            || (issuer.EmployerId is not null && !await Employs(db, caller, found, today, cancellationToken))
            || (await db.LockKeptPassports([found], cancellationToken)).GetValueOrDefault(found) is not { } passport)
        {
            throw new RuleBroken(
                "Nobody whose qualifications you record has this number. Check the academy number with the learner; an employer records those of its staff.", "learner-unknown");
        }

        if (request.AwardedOn <= passport.DateOfBirth)
        {
            throw new RuleBroken("The day of the award is before the learner was born. Check it on the certificate.", "awarded-before-birth");
        }

        var now = time.GetUtcNow();
        var recorded = passport.Record(
            new Qualification(Guid.CreateVersion7(now), request.QualificationCode, request.AwardedOn, request.AwardingBody?.Trim(), issuer, assurance, now, null),
            caller.Subject);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, recorded.Show());
    }

    private static async Task<(RecordedBy Issuer, Assurance Assurance)> Issuer(Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        if (caller is not { OrganisationId: { } id, Kind: OrganisationKind.TrainingProvider or OrganisationKind.Employer })
        {
            throw new NotThere();
        }

        var name = (await db.Organisations.FindAsync([id], cancellationToken))?.Name
            ?? throw new RuleBroken("Your organisation is not known here yet. One that was registered a moment ago may take a few seconds.", "organisation-unknown");
        return caller.Kind == OrganisationKind.Employer
            ? (new RecordedBy(null, null, null, null, id, name), Assurance.EmployerAttested)
            : (new RecordedBy(id, name, null, null, null, null), Assurance.Recorded);
    }

    private static Task<bool> Employs(PassportDb db, Caller caller, Guid learnerId, DateOnly today, CancellationToken cancellationToken)
        => db.Employments.ReachedBy(caller).AnyAsync(
            e => e.LearnerId == learnerId && e.StartedOn <= today && (e.EndedOn == null || e.EndedOn >= today), cancellationToken);
}
