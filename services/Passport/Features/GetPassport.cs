using System.Text.Json;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

internal static class GetPassport
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{learnerId:guid}/passport", Handle).RequireScope("passport.read").Produces<PassportDocument>();

    private static async Task<IResult> Handle(
        Guid learnerId, PassportAccess access, Caller caller, PassportDb db, HttpContext http, CancellationToken cancellationToken)
    {
        var view = await access.View(learnerId, cancellationToken);
        var passport = view == PassportView.Nothing
            ? null
            : await db.Passports.Where(p => p.LearnerId == learnerId).Select(p => new { p.Version, p.Document }).SingleOrDefaultAsync(cancellationToken);
        if (passport is null)
        {
            throw new NotThere();
        }

        // The look is logged before the passport is shown.
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.ETag = EntityTag.Of(passport.Version);
        if (EntityTag.IsKnown(http.Request, passport.Version))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return view == PassportView.Everything
            ? TypedResults.Text(passport.Document, "application/json")
            : TypedResults.Json(OwnRecords(passport.Document, caller.OrganisationId!.Value), PassportDocument.Json);
    }

    private static PassportDocument OwnRecords(string document, Guid providerId)
    {
        var whole = JsonSerializer.Deserialize<PassportDocument>(document, PassportDocument.Json)!;
        return whole with
        {
            Entries = [.. whole.Entries.Where(entry => entry.RecordedBy.TrainingProviderId == providerId)],
            Qualifications = [.. whole.Qualifications.Where(qualification => qualification.RecordedBy.TrainingProviderId == providerId)],
        };
    }
}
