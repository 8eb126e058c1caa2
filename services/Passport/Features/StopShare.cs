using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

internal static class StopShare
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapDelete("/shares/{shareId:guid}", Handle).RequireScope("passport.share");

    private static async Task<NoContent> Handle(Guid shareId, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var share = await db.Shares.FindAsync([shareId], cancellationToken);
        if (share is null || !caller.IsLearner(share.LearnerId))
        {
            throw new NotThere();
        }

        if (share.StoppedAt is null)
        {
            share.Stop(time.GetUtcNow());
            db.Add(ActivityLine.Of(share.LearnerId, ActivityKind.ShareStopped, time.GetUtcNow()));
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
