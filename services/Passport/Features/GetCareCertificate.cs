using Academy.AscWds.Codes;
using Academy.Contracts.Learner;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Both versions, the newest first, with every standard: also those of which nothing is recorded yet, and what prior learning counts for, by the equivalences of today.</summary>
/// <param name="Stated">What worker files of the people's employers say, the latest employment first. By it nothing is met or awarded.</param>
public sealed record GetCareCertificateResponse(IReadOnlyList<PassportCareCertificate> Versions, IReadOnlyList<StatedByEmployer> Stated);

/// <param name="CareCertificate">CARECERT of ASC-WDS.</param>
/// <param name="Level2">L2CARECERT: the Level 2 Adult Social Care Certificate.</param>
public sealed record StatedByEmployer(Guid EmployerId, string Employer, StatedProgress? CareCertificate, StatedProgress? Level2, int? Level2Year);

/// <summary>How somebody stands in the Care Certificate, for whoever may see the whole passport.</summary>
internal static class GetCareCertificate
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{learnerId:guid}/care-certificate", Handle).RequireScope("passport.read");

    private static async Task<Ok<GetCareCertificateResponse>> Handle(
        Guid learnerId, PassportAccess access, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await access.View(learnerId, cancellationToken) != PassportView.Everything)
        {
            throw new NotThere();
        }

        var passport = await db.Passports.AsNoTracking().Include(p => p.Entries).SingleOrDefaultAsync(p => p.LearnerId == learnerId, cancellationToken)
            ?? throw new NotThere();
        var employments = await db.Employments.AsNoTracking().Where(e => e.LearnerId == learnerId && e.Certificates != null)
            .OrderByDescending(e => e.StartedOn).ThenByDescending(e => e.Id).ToListAsync(cancellationToken);
        var employers = employments.ConvertAll(e => e.EmployerId);
        var names = await db.Organisations.Where(o => employers.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        var equivalences = await db.Equivalences.AsNoTracking().ToListAsync(cancellationToken);
        var recognised = RecognisedStandard.Of(passport.Entries, passport.Qualifications, equivalences, time.Today());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new GetCareCertificateResponse(
            [.. CareCertificateStandards.Versions.OrderDescending().Select(version => CareCertificate.Of(version, passport.Standards, passport.Entries).Show(recognised))],
            employments.ConvertAll(e => new StatedByEmployer(
                e.EmployerId, names.GetValueOrDefault(e.EmployerId, "An employer"), e.Certificates!.CareCertificate, e.Certificates.Level2, e.Certificates.Level2Year))));
    }
}
