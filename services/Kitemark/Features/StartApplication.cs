using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>What the kitemark is asked for: the training provider itself, or one of its course versions.</summary>
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
        var providerId = subject == KitemarkSubject.TrainingProvider
            ? subjectId
            : await db.CourseVersions.Where(v => v.Id == subjectId).Select(v => v.TrainingProviderId).SingleOrDefaultAsync(cancellationToken);
        caller.RequireProvider(providerId);

        await db.LockProvider(providerId, cancellationToken);
        if (await db.Applications.AnyAsync(a => a.SubjectId == subjectId && ApplicationSteps.Open.Contains(a.State), cancellationToken))
        {
            throw new RuleBroken("An application for this is waiting to be decided. Wait for the decision, or close it, before you apply again.", "application-waiting");
        }

        var application = new KitemarkApplication(subject, subjectId, providerId, caller.Subject, time.GetUtcNow());
        db.Add(application);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/kitemark/v1/applications/{application.Id}", new StartApplicationResponse(application.Id, application.State));
    }
}
