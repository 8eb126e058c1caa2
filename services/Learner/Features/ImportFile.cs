using System.ComponentModel.DataAnnotations;
using Academy.AscWds;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.Learner.Imports;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Academy.Learner.Features;

public sealed record ImportResponse(
    Guid ImportId,
    string File,
    string? Name,
    Guid? EmployerId,
    int Rows,
    int Created,
    int Changed,
    int Unchanged,
    IReadOnlyList<ImportProblem> Errors,
    IReadOnlyList<ImportProblem> Warnings)
{
    internal static ImportResponse Of(ImportReport report)
    {
        var problems = report.ReadProblems();
        return new(
            report.Id,
            report.File.ToString().ToLowerInvariant(),
            report.FileName,
            report.EmployerId,
            report.Rows,
            report.Created,
            report.Changed,
            report.Unchanged,
            [.. problems.Where(p => p.Severity != Severity.Warning).Select(ImportProblem.Of)],
            [.. problems.Where(p => p.Severity == Severity.Warning).Select(ImportProblem.Of)]);
    }
}

public sealed record ImportProblem(int Row, string Column, int Code, string Message)
{
    internal static ImportProblem Of(RowProblem problem) => new(problem.Row, problem.Column, problem.Code, problem.Message);
}

/// <summary>Takes in a workplace or worker file of ASC-WDS: the body is the file. Nothing of the file itself is kept.</summary>
internal static class ImportFile
{
    private const int MostBytes = 10 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/imports", Handle).RequireScope("learner.imports").Idempotent();

    private static async Task<Created<ImportResponse>> Handle(
        HttpRequest request,
        Guid? employerId,
        [StringLength(100), RegularExpression(Formats.OneLine, ErrorMessage = Formats.OneLineHelp)] string? name,
        LearnerDb db,
        Caller caller,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var employer = await EmployerFor(caller, employerId, db, cancellationToken);
        RequireCsv(request);
        var file = BulkUploadFile.Open(request.Body);
        if (file.Refusal is { } refusal)
        {
            throw new RuleBroken(refusal.Message, "file-refused");
        }

        var report = ImportReport.Of(employer?.Id, file.Kind, name, time.GetUtcNow());
        switch (file.Kind)
        {
            case BulkUploadKind.Worker when employer is null:
                throw new RuleBroken("Say whose workers these are: add ?employerId= to the address.", "employer-missing");
            case BulkUploadKind.Worker:
                await new WorkerImport(db, employer, report, time).Take(file, cancellationToken);
                break;
            case BulkUploadKind.Workplace:
                await new WorkplaceImport(db, employer, report, time).Take(file, cancellationToken);
                break;
            default:
                throw new RuleBroken("This is the training file. Send it to /api/passport/v1/imports.", "file-refused");
        }

        report.Close();
        db.Add(report);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/learner/v1/imports/{report.Id}", ImportResponse.Of(report));
    }

    private static async Task<Employer?> EmployerFor(Caller caller, Guid? employerId, LearnerDb db, CancellationToken cancellationToken)
    {
        var own = caller.Employer();
        if (!caller.IsOfficer() && (own is null || (employerId is not null && employerId != own)))
        {
            throw new NotThere();
        }

        var id = employerId ?? own;
        return id is null ? null : await db.Employers.SingleOrDefaultAsync(e => e.Id == id, cancellationToken) ?? throw new NotThere();
    }

    private static void RequireCsv(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "text/csv")
        {
            throw new FileRefused(StatusCodes.Status415UnsupportedMediaType, "Send the CSV file itself as the body, with Content-Type: text/csv.");
        }

        if (request.Body.Length > MostBytes)
        {
            throw new FileRefused(StatusCodes.Status413PayloadTooLarge, "The file is larger than 10 MB. Split it, with the header row in each part.");
        }
    }
}

internal sealed class FileRefused(int status, string detail) : Problem(status, "file-refused", detail);
