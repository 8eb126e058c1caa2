using Academy.Passport.Domain;
using Academy.Passport.Imports;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Passport.Features;

/// <summary>
/// Takes in a training provider's completions as CSV (ACADEMYNUMBER or LEARNERID, DATEOFBIRTH, COURSE, TRAINER, COMPLETEDON). Good rows go in;
/// a row with an error changes nothing and can be corrected and sent again; the same file twice changes nothing.
/// </summary>
internal static class ImportCompletions
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/completion-imports", Handle).RequireScope("completions.write").Idempotent()
            .Accepts<string>("text/csv").WithMetadata(new RequestSizeLimitAttribute(ImportDesk.MostBytes))
            .Produces<ImportResponse>(StatusCodes.Status201Created).Produces<ImportResponse>(StatusCodes.Status202Accepted);

    private static async Task<IResult> Handle(HttpContext http, Caller caller, ImportDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        var import = Import.OfCompletions(caller.Provider(), caller.Subject, time.GetUtcNow());
        await desk.Store(import, CompletionFile.Read(http.Request.Body, time.Today()), row => (row.Person, row), cancellationToken);
        return ImportAnswer.To(import, $"/api/passport/v1/completion-imports/{import.Id}", http.Response);
    }
}
