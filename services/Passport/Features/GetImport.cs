using Academy.Passport.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

internal static class GetImport
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/imports/{importId:guid}", Handle).RequireScope("passport.imports").Produces<ImportTrainingResponse>();

    private static async Task<ContentHttpResult> Handle(Guid importId, Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        var import = await db.Imports.FindAsync([importId], cancellationToken);
        if (import is null || !(caller.IsAcademy || caller.Is(OrganisationKind.Employer, import.EmployerId)))
        {
            throw new NotThere();
        }

        return TypedResults.Text(import.Report, "application/json");
    }
}
