using Academy.AscWds;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.Passport.Imports;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using BadRequest = Academy.ServiceDefaults.BadRequest;

namespace Academy.Passport.Features;

/// <summary>
/// Takes in an ASC-WDS training file, of either column generation, as the employer's word on its staff. Good rows go in;
/// a row with an error changes nothing and can be corrected and sent again; the same file twice changes nothing.
/// </summary>
internal static class ImportTraining
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/imports", Handle).RequireScope("passport.imports").Idempotent()
            .Accepts<string>("text/csv").WithMetadata(new RequestSizeLimitAttribute(ImportDesk.MostBytes))
            .Produces<ImportResponse>(StatusCodes.Status201Created).Produces<ImportResponse>(StatusCodes.Status202Accepted);

    private static async Task<IResult> Handle(
        Guid? employerId, HttpContext http, Caller caller, ImportDesk desk, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var employer = EmployerOf(caller, employerId);
        _ = await db.Organisations.FindAsync([employer], cancellationToken) ?? throw new NotThere();
        var file = BulkUploadFile.Open(http.Request.Body);
        if (file.Refusal is { } refusal)
        {
            throw new RuleBroken(refusal.Message, "file-refused");
        }

        var import = Import.OfTraining(employer, caller.Subject, time.GetUtcNow());
        await desk.Store(import, TrainingFile.Read(file, time.Today()), Keep, cancellationToken);
        return ImportAnswer.To(import, $"/api/passport/v1/imports/{import.Id}", http.Response);
    }

    private static (string Person, AttestedTraining Value) Keep(TrainingRow row) => AttestedTraining.Of(row) is var training ? (training.Person, training) : default;

    private static Guid EmployerOf(Caller caller, Guid? asked) => caller switch
    {
        { Kind: OrganisationKind.Employer, OrganisationId: { } own, Workplaces: null } when asked is null || asked == own => own,
        { IsAcademy: true } => asked ?? throw new BadRequest("employer-missing", "Say whose staff the file is about: add ?employerId= to the address."),
        _ => throw new NotThere(),
    };
}
