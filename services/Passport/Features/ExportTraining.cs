using System.Text;
using Academy.AscWds;
using Academy.AscWds.Codes;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>
/// The training of an employer's staff as an ASC-WDS training file of 12 columns, for its bulk upload. In it is what the matrix counts: of people
/// who let the employer see their passport, what somebody vouches for and nobody withdrew. Whoever has no LOCALESTID and UNIQUEWORKERID, by
/// which the data set knows them, is left out; how many that are is in <c>X-Left-Out</c>.
/// </summary>
internal static class ExportTraining
{
    public const string LeftOut = "X-Left-Out";

    /// <summary>PROVIDERNAME of a training provider that is not in the data set's list.</summary>
    private const int AnotherProvider = 999;
    private const int AtOnce = 200;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/employers/{employerId:guid}/training.csv", Handle).RequireScope("passport.read").Produces<string>(contentType: "text/csv");

    private static async Task Handle(
        Guid employerId, Caller caller, Looks looks, PassportDb db, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(employerId))
        {
            throw new NotThere();
        }

        var today = time.Today();
        var staff = await PassportAccess.Visible(db.Employments, caller, today)
            .Select(e => new Worker(e.LearnerId, e.WorkplaceReference, e.WorkerReference)).Distinct().ToListAsync(cancellationToken);
        var known = staff.FindAll(worker => worker is { Workplace: not null, Reference: not null });
        looks.At(known.Select(worker => worker.LearnerId).Distinct(), ActivityKind.PassportSeen);

        // The looks are logged before anything is shown.
        await db.SaveChangesAsync(cancellationToken);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"training-{today:yyyy-MM-dd}.csv\"";
        response.Headers[LeftOut] = $"{staff.Select(worker => worker.LearnerId).Except(known.Select(worker => worker.LearnerId)).Count()}";
        await using var file = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await TrainingFileOut.WriteHeader(file);
        foreach (var chunk in known.OrderBy(worker => worker.Workplace, StringComparer.Ordinal).ThenBy(worker => worker.Reference, StringComparer.Ordinal).Chunk(AtOnce))
        {
            await Write(file, chunk, db, cancellationToken);
        }
    }

    private static async Task Write(StreamWriter file, Worker[] workers, PassportDb db, CancellationToken cancellationToken)
    {
        var ids = workers.Select(worker => worker.LearnerId).Distinct().ToList();
        var entries = (await db.Entries.AsNoTracking()
            .Where(e => ids.Contains(e.LearnerId) && e.WithdrawnAt == null && e.Assurance != Assurance.SelfDeclared && e.CareCertificateVersion == null)
            .OrderBy(e => e.CompletedOn).ThenBy(e => e.Id).ToListAsync(cancellationToken)).ToLookup(e => e.LearnerId);
        foreach (var worker in workers)
        {
            // The data set takes the same training of one day once.
            foreach (var row in entries[worker.LearnerId].Select(entry => Row(worker, entry)).DistinctBy(row => (row.Category.Code, row.CompletedOn, row.Title)))
            {
                await TrainingFileOut.Write(file, row);
            }
        }
    }

    private static TrainingRow Row(Worker worker, Entry entry)
    {
        TrainingCategories.TryGet(entry.TrainingCategoryCode, out var category);
        var isOfProvider = entry.TrainingProviderId is not null;
        var until = entry.ValidUntil > entry.CompletedOn ? entry.ValidUntil : null;
        return new TrainingRow(
            worker.Workplace!,
            worker.Reference!,
            category!,
            entry.Title,
            Accredited: null,
            isOfProvider ? TrainingDeliverer.ExternalProvider : null,
            isOfProvider ? AnotherProvider : null,
            entry.Mode switch
            {
                CourseMode.FaceToFace => TrainingDelivery.FaceToFace,
                CourseMode.ELearning => TrainingDelivery.ELearning,
                _ => null,
            },
            ValidityMonths: null,
            DoesNotExpire: entry.ValidUntil is null,
            entry.CompletedOn,
            until,
            entry.Assurance switch
            {
                Assurance.Kitemarked => "Kitemarked when completed (Care Professional Academy)",
                Assurance.EvidenceChecked => "Certificate seen by the Care Professional Academy",
                _ => null,
            });
    }

    private sealed record Worker(Guid LearnerId, string? Workplace, string? Reference);
}
