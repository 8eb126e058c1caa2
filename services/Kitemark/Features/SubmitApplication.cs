using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record SubmitApplicationRequest(
    [Required, EnumDataType(typeof(KitemarkSubject))] KitemarkSubject? Subject, [Required] Guid? SubjectId);

public sealed record SubmitApplicationResponse(Guid ApplicationId, ApplicationState State);

internal static class SubmitApplication
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/applications", Handle).RequireScope("kitemark.write").Idempotent().WithName(nameof(SubmitApplication));

    private static async Task<Created<SubmitApplicationResponse>> Handle(
        SubmitApplicationRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (subject, subjectId) = (request.Subject!.Value, request.SubjectId!.Value);
        var providerId = subject == KitemarkSubject.TrainingProvider
            ? subjectId
            : await db.CourseVersions.Where(v => v.Id == subjectId).Select(v => v.TrainingProviderId).SingleOrDefaultAsync(cancellationToken);
        caller.RequireProvider(providerId);

        await db.LockProvider(providerId, cancellationToken);
        if (await db.Applications.AnyAsync(a => a.SubjectId == subjectId && a.State == ApplicationState.Submitted, cancellationToken))
        {
            throw new RuleBroken("An application for this is waiting to be decided. Wait for the decision before you apply again.", "application-waiting");
        }

        var application = new KitemarkApplication(subject, subjectId, providerId, caller.Subject, time.GetUtcNow());
        db.Add(application);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/kitemark/v1/applications/{application.Id}", new SubmitApplicationResponse(application.Id, application.State));
    }
}
