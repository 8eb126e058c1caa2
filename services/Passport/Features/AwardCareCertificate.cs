using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

/// <summary>The award of a Care Certificate to one of the staff.</summary>
/// <param name="LearnerId">This or the academy number is enough; two that are not of one person find nobody.</param>
/// <param name="Version">2015 or 2025: all standards of that version have to be met.</param>
public sealed record AwardCareCertificateRequest(Guid? LearnerId, [StringLength(40)] string? AcademyNumber, int Version, DateOnly AwardedOn);

/// <summary>
/// An employer awards the Care Certificate to somebody who meets all standards of a version. What other employers assessed counts where the
/// learner lets this one see the passport. The award is an entry like others; awarded twice by one employer, the first stays.
/// </summary>
internal static class AwardCareCertificate
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/care-certificates", Handle).RequireScope("qualifications.write").Idempotent();

    private static async Task<Created<PassportEntry>> Handle(
        AwardCareCertificateRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (caller.Kind == OrganisationKind.TrainingProvider)
        {
            throw new RuleBroken(
                "Only an employer awards the Care Certificate: it assesses each standard at work. Record the training as a completion; it shows beside the standards it prepares for.",
                "only-an-employer-awards");
        }

        if (caller is not { Kind: OrganisationKind.Employer, OrganisationId: { } employerId })
        {
            throw new NotThere();
        }

        RecordStandards.RequireKnown(request.Version, []);
        var (today, now) = (time.Today(), time.GetUtcNow());
        var employer = await db.Organisations.FindAsync([employerId], cancellationToken) ?? throw Staff.EmployerUnknown();
        var learnerId = await Staff.Find(db, caller, new ClassMember(request.LearnerId, request.AcademyNumber), today, cancellationToken);
        var passport = (await db.LockKeptPassports([learnerId], cancellationToken)).GetValueOrDefault(learnerId) ?? throw Staff.Unknown();
        var shares = (await Staff.Today(db, caller, [learnerId], today, cancellationToken)).GetValueOrDefault(learnerId);
        var certificate = CareCertificate.Of(
            request.Version,
            [.. passport.Standards.Where(one => shares || one.EmployerId == employerId)],
            [.. passport.Entries.Where(entry => shares || entry.EmployerId == employerId)]);
        if (certificate.Award is { } known)
        {
            return known.EmployerId == employerId
                ? TypedResults.Created((string?)null, Rendering.Render(known, Subjects.Name))
                : throw new RuleBroken($"{known.EmployerName} awarded it on {known.CompletedOn:yyyy-MM-dd}. It is awarded once and not refreshed.", "already-awarded");
        }

        RequireMet(certificate, request.AwardedOn, today);
        var entry = Entry.OfCareCertificate(passport.LearnerId, employer, request.Version, request.AwardedOn, now);
        db.Say(passport.Record(entry, caller.Subject));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, Rendering.Render(entry, Subjects.Name));
    }

    private static void RequireMet(CareCertificate certificate, DateOnly awardedOn, DateOnly today)
    {
        if (!certificate.IsComplete)
        {
            throw new RuleBroken(
                $"{certificate.Met} of {certificate.Standards.Count} standards of the version of {certificate.Version} are met. Not yet assessed: {string.Join(", ", certificate.Missing.Select(one => one.Standard.Number))}.",
                "standards-missing");
        }

        if (awardedOn > today || awardedOn < certificate.LastMetOn)
        {
            throw new RuleBroken($"It is awarded on or after the day the last standard was met ({certificate.LastMetOn:yyyy-MM-dd}), and not in the future.", "awarded-on");
        }
    }
}
