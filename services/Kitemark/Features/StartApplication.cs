using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>What the mark is asked for: the training provider itself, one of its course versions, or an agency.</summary>
public sealed record StartApplicationRequest(
    [Required, EnumDataType(typeof(KitemarkSubject))] KitemarkSubject? Subject, [Required] Guid? SubjectId);

public sealed record StartApplicationResponse(Guid ApplicationId, ApplicationState State);

internal static class StartApplication
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/applications", Handle).RequireScope("kitemark.write").Idempotent().WithName(nameof(StartApplication));

    private static async Task<Created<StartApplicationResponse>> Handle(
        StartApplicationRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (subject, subjectId) = (request.Subject!.Value, request.SubjectId!.Value);
        var application = new KitemarkApplication(
            subject, subjectId, await OrganisationOf(subject, subjectId, db, cancellationToken) ?? throw new NotThere(), caller.Subject, time.GetUtcNow());
        caller.RequireApplicant(application);

        await db.LockOrganisation(application.OrganisationId, cancellationToken);
        if (await db.Applications.AnyAsync(a => a.SubjectId == subjectId && ApplicationSteps.Open.Contains(a.State), cancellationToken))
        {
            throw new RuleBroken("An application for this is waiting to be decided. Wait for the decision, or close it, before you apply again.", "application-waiting");
        }

        var held = await db.Marks.AsNoTracking().Where(m => m.SubjectId == subjectId).ToListAsync(cancellationToken);
        if (Renewal.Of(held, (await db.CriteriaOn(subject.Scheme(), time.Today(), cancellationToken)).Terms, time.Today()) is { } renewed)
        {
            application.Renew(renewed);
        }

        db.Add(application);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/kitemark/v1/applications/{application.Id}", new StartApplicationResponse(application.Id, application.State));
    }

    /// <summary>Who applies for this; nobody where there is no such course version or agency.</summary>
    private static async Task<Guid?> OrganisationOf(KitemarkSubject subject, Guid id, KitemarkDb db, CancellationToken cancellationToken) => subject switch
    {
        KitemarkSubject.TrainingProvider => id,
        KitemarkSubject.Agency => await db.Agencies.Where(a => a.Id == id && a.IsAgency).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken),
        _ => await db.CourseVersions.Where(v => v.Id == id).Select(v => (Guid?)v.TrainingProviderId).SingleOrDefaultAsync(cancellationToken),
    };
}
