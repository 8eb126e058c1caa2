using System.ComponentModel.DataAnnotations;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

/// <param name="Reason">Why they are two people. It is kept with who said so.</param>
public sealed record TellApartRequest([Required, StringLength(ToldApart.LongestReason, MinimumLength = 3)] string Reason);

/// <summary>Two records are two people, and do not come up as likely duplicates any more. Saying it again changes nothing.</summary>
internal static class TellApart
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/duplicates/{oneId:guid}/{otherId:guid}/apart", Handle).RequireScope("learners.merge").Idempotent();

    private static async Task<NoContent> Handle(
        Guid oneId, Guid otherId, TellApartRequest request, LearnerDb db, Caller caller, Looks looks, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireOfficer();
        looks.At([oneId, otherId], LearnerFeatures.RecordSeen);
        if (oneId == otherId || (await db.Lock([oneId, otherId], cancellationToken)).Count != 2)
        {
            throw new NotThere();
        }

        var (one, other) = ToldApart.Ordered(oneId, otherId);
        if (!await db.ToldApart.AnyAsync(pair => pair.OneId == one && pair.OtherId == other, cancellationToken))
        {
            db.Add(new ToldApart(one, other, caller.Subject, request.Reason.Trim(), time.GetUtcNow()));
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
