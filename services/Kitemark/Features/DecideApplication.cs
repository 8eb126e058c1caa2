using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>An approval names the period of the kitemark, a renewal its last day alone; a refusal needs only its reason.</summary>
public sealed record DecideApplicationRequest(
    [Required] bool? Approve, DateOnly? From, DateOnly? Until, [Required, StringLength(1000, MinimumLength = 1)] string Reason);

internal static class DecideApplication
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/applications/{id:guid}/decision", Handle).RequireScope("kitemark.decide").Idempotent().WithName(nameof(DecideApplication));

    private static async Task<Ok<GetApplicationResponse>> Handle(
        Guid id, DecideApplicationRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireKitemarkLead();
        var application = await db.LockApplication(id, cancellationToken);
        var judge = await db.JudgeOf(caller, time, cancellationToken);
        var providerId = application.TrainingProviderId;
        var reason = request.Reason.Trim();
        if (request.Approve!.Value)
        {
            var marks = await db.Marks.AsNoTracking()
                .Where(m => m.SubjectId == application.SubjectId || m.SubjectId == providerId).ToListAsync(cancellationToken);
            var granted = application.Approve(
                PeriodOf(request, marks.Find(m => m.Id == application.Renews), time.GetUtcNow()),
                [.. marks.Where(m => m.SubjectId == application.SubjectId)],
                [.. marks.Where(m => m.SubjectId == providerId)],
                await db.CriteriaOf(application, cancellationToken),
                await db.Visits.AnyAsync(v => v.ApplicationId == id && v.DoneOn != null, cancellationToken),
                judge,
                reason,
                time.Today());
            db.Add(granted);
            db.Say(new KitemarkGranted(
                granted.Id, granted.Version, granted.Subject, granted.SubjectId, granted.Period.Said(), granted.GrantedAt));
        }
        else
        {
            application.Refuse(judge, reason, time.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }

    private static Period PeriodOf(DecideApplicationRequest request, Mark? renewed, DateTimeOffset now)
        => (request.From ?? renewed?.Until.AddDays(1), request.Until) is ({ } from, { } until)
            ? Period.Grant(from, until, now)
            : throw new RuleBroken("Name the first and the last day of the kitemark: from and until.", "period-missing");
}
