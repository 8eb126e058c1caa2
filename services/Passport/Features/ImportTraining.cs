using System.Text.Json;
using Academy.AscWds;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using BadRequest = Academy.ServiceDefaults.BadRequest;

namespace Academy.Passport.Features;

/// <summary>What became of a training file. Rows are numbered as a spreadsheet counts them: the header is row 1.</summary>
/// <param name="Unchanged">Rows that said what the passports say already.</param>
public sealed record ImportTrainingResponse(
    Guid ImportId, string File, int Rows, int Created, int Changed, int Unchanged,
    IReadOnlyList<ImportProblem> Errors, IReadOnlyList<ImportProblem> Warnings);

/// <param name="Message">What to put right before the row is sent again; it never repeats personal data.</param>
public sealed record ImportProblem(int Row, string Column, int Code, string Message);

/// <summary>
/// Takes in an ASC-WDS training file, of either column generation, as the employer's word on its staff. Good rows go in;
/// a row with an error changes nothing and can be corrected and sent again; the same file twice changes nothing.
/// </summary>
internal static class ImportTraining
{
    private const int MostRows = 5_000;
    private const int MostBytes = 10_000_000;
    private const int ChunkSize = 500;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/imports", Handle).RequireScope("passport.imports").Idempotent()
            .Accepts<string>("text/csv").WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    private static async Task<Created<ImportTrainingResponse>> Handle(
        Guid? employerId, HttpRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var employer = EmployerOf(caller, employerId);
        var name = (await db.Organisations.FindAsync([employer], cancellationToken))?.Name ?? throw new NotThere();
        var file = BulkUploadFile.Open(request.Body);
        if (file.Refusal is { } refusal)
        {
            throw new RuleBroken(refusal.Message, "file-refused");
        }

        var now = time.GetUtcNow();
        var intake = new TrainingIntake(db, employer, name, caller.Subject, now);
        foreach (var chunk in TrainingFile.Read(file, time.Today()).Chunk(ChunkSize))
        {
            await intake.Take(chunk, cancellationToken);
            if (intake.Rows > MostRows)
            {
                throw new RuleBroken($"The file has more than {MostRows} rows. Split it, keep the header in each part, and send the parts one after another.", "too-many-rows");
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        var report = intake.Report(Guid.CreateVersion7());
        db.Add(Import.Of(report.ImportId, employer, JsonSerializer.Serialize(report, PassportDocument.Json), now));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/passport/v1/imports/{report.ImportId}", report);
    }

    private static Guid EmployerOf(Caller caller, Guid? asked) => caller switch
    {
        { Kind: OrganisationKind.Employer, OrganisationId: { } own, Workplaces: null } when asked is null || asked == own => own,
        { IsAcademy: true } => asked ?? throw new BadRequest("employer-missing", "Say whose staff the file is about: add ?employerId= to the address."),
        _ => throw new NotThere(),
    };
}
