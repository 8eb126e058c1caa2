using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Passport;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

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

        var member = new ClassMember(request.LearnerId, request.AcademyNumber);
        var learnerId = issuer.EmployerId is not null
            ? await Staff.Find(db, caller, member, today, cancellationToken)
            : (await RecordCompletion.Find([member], db, cancellationToken))[0] ?? throw Staff.Unknown();
        var passport = (await db.LockKeptPassports([learnerId], cancellationToken)).GetValueOrDefault(learnerId) ?? throw Staff.Unknown();
        var now = time.GetUtcNow();
        var qualification = new Qualification(Guid.CreateVersion7(now), request.QualificationCode, request.AwardedOn, string.IsNullOrWhiteSpace(request.AwardingBody) ? null : request.AwardingBody.Trim(), issuer, assurance, now, null);
        var recorded = passport.Record(qualification, caller.Subject);
        if (recorded == qualification)
        {
            db.Tell(passport, recorded, now);
        }

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
            ?? throw Staff.EmployerUnknown();
        return caller.Kind == OrganisationKind.Employer
            ? (new RecordedBy(null, null, null, null, id, name), Assurance.EmployerAttested)
            : (new RecordedBy(id, name, null, null, null, null), Assurance.Recorded);
    }
}
