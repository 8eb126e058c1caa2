using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;

namespace Academy.Passport.Features;

/// <summary>What became of a file, or how far it has come.</summary>
internal static class GetImport
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/imports/{importId:guid}", OfTraining).RequireScope("passport.imports").Produces<ImportResponse>();
        app.MapGet("/completion-imports/{importId:guid}", OfCompletions).RequireScope("completions.write").Produces<ImportResponse>();
    }

    private static async Task<IResult> OfTraining(Guid importId, Caller caller, PassportDb db, CancellationToken cancellationToken)
        => Show(await db.Imports.FindAsync([importId], cancellationToken) is { EmployerId: { } employer } import
            && (caller.IsAcademy || caller.Is(OrganisationKind.Employer, employer)) ? import : throw new NotThere());

    private static async Task<IResult> OfCompletions(Guid importId, Caller caller, PassportDb db, CancellationToken cancellationToken)
        => Show(await db.Imports.FindAsync([importId], cancellationToken) is { TrainingProviderId: { } provider } import
            && caller.Is(OrganisationKind.TrainingProvider, provider) ? import : throw new NotThere());

    private static IResult Show(Import import)
        => import.IsFinished
            ? TypedResults.Text(import.Report, "application/json")
            : TypedResults.Ok(ImportResponse.Of(import, ImportState.Waiting, []));
}
