using System.Text.Json;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

internal static class GetPassport
{
    /// <summary>The document is left out, and not read, where its version is known to whoever asks.</summary>
    private static readonly Func<PassportDb, Guid, long[], CancellationToken, Task<Rendered?>> Read = EF.CompileAsyncQuery(
        (PassportDb db, Guid learnerId, long[] known, CancellationToken _) => db.Passports.Where(p => p.LearnerId == learnerId)
            .Select(p => new Rendered(p.Version, known.Contains(p.Version) ? null : p.Document)).SingleOrDefault());

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{learnerId:guid}/passport", Handle).RequireScope("passport.read").Produces<PassportDocument>();

    private static async Task<IResult> Handle(
        Guid learnerId, PassportAccess access, Caller caller, PassportDb db, HttpContext http, CancellationToken cancellationToken)
    {
        var view = await access.View(learnerId, cancellationToken);
        var passport = view == PassportView.Nothing ? null : await Read(db, learnerId, EntityTag.Known(http.Request), cancellationToken);
        if (passport is null)
        {
            throw new NotThere();
        }

        // The look is logged before the passport is shown.
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.ETag = EntityTag.Of(passport.Version);
        if (passport.Document is not { } document || EntityTag.IsKnown(http.Request, passport.Version))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return view == PassportView.Everything
            ? TypedResults.Text(document, "application/json")
            : TypedResults.Json(OwnRecords(document, caller.OrganisationId!.Value), PassportDocument.Json);
    }

    private sealed record Rendered(long Version, string? Document);

    private static PassportDocument OwnRecords(string document, Guid providerId)
    {
        var whole = JsonSerializer.Deserialize<PassportDocument>(document, PassportDocument.Json)!;
        var entries = whole.Entries.Where(entry => entry.RecordedBy.TrainingProviderId == providerId).ToList();
        return whole with
        {
            Entries = [.. entries.Select(entry => entry with { Renews = Shown(entry.Renews), RenewedBy = Shown(entry.RenewedBy) })],
            Qualifications = [.. whole.Qualifications.Where(qualification => qualification.RecordedBy.TrainingProviderId == providerId)],
            CareCertificates = [],
        };

        Guid? Shown(Guid? id) => entries.Exists(entry => entry.EntryId == id) ? id : null;
    }
}
