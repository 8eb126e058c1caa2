using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

internal static class GetCheck
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/checks/{checkId:guid}", Handle).RequireScope("passport.check").Produces<CheckPassportResponse>();

    private static async Task<ContentHttpResult> Handle(Guid checkId, Caller caller, Looks looks, PassportDb db, CancellationToken cancellationToken)
    {
        var check = await db.Checks.FindAsync([checkId], cancellationToken);
        if (check?.OrganisationId is not { } organisation || caller.OrganisationId != organisation)
        {
            throw new NotThere();
        }

        looks.At(check.LearnerId, ActivityKind.ReceiptSeen);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Text(check.Result, "application/json");
    }
}
