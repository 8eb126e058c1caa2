using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

internal static class GetCheck
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/checks/{checkId:guid}", Handle).RequireScope("passport.check").Produces<CheckPassportResponse>();

    private static async Task<ContentHttpResult> Handle(Guid checkId, Caller caller, Looks looks, PassportDb db, CancellationToken cancellationToken)
    {
        var check = await db.Checks.FindAsync([checkId], cancellationToken);
        if (check?.OrganisationId is not { } organisation || caller.OrganisationId != organisation
            || (caller.Workplaces is not null && !await WasMadeBy(caller, check, db, cancellationToken)))
        {
            throw new NotThere();
        }

        looks.At(check.LearnerId, ActivityKind.ReceiptSeen);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Text(check.Result, "application/json");
    }

    /// <summary>Whoever is limited to workplaces reads again what they checked themselves, and nobody else's receipts.</summary>
    private static Task<bool> WasMadeBy(Caller caller, Check check, PassportDb db, CancellationToken cancellationToken)
        => db.Activity.AnyAsync(
            line => line.LearnerId == check.LearnerId && line.Kind == ActivityKind.PassportChecked && line.At == check.CheckedAt && line.Subject == caller.Subject,
            cancellationToken);
}
