using System.Globalization;
using System.IO.Compression;
using System.Text;
using Academy.AscWds;
using Academy.Contracts.Passport;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Passport;

/// <summary>
/// Everything the Academy holds of a learner in one zip, sent while it is made: each part as JSON, the training as CSV, and the credentials. What
/// cannot be had is named in a file of its own.
/// </summary>
internal sealed class DataZip(Guid learner, DataClient data, OwnPassportClient passports, DateTimeOffset now) : IActionResult
{
    public const string NotIncluded = "not-included.txt";

    private const string Header = "Training,Subject,Completed on,Expires,Recorded by,Checked,Kitemarked on the day,Withdrawn because\r\n";
    private readonly List<string> _missing = [];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancellationToken) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = $"attachment; filename=\"what-we-know-{now:yyyy-MM-dd}.zip\"";
        // The pipe takes what the archive writes without waiting, which the body itself does not.
        await using var zip = await Zip.Into(response.BodyWriter.AsStream(leaveOpen: true), cancellationToken);
        foreach (var part in DataClient.Parts)
        {
            await Add(zip, part.File, () => data.Of(part, learner, cancellationToken), cancellationToken);
            await response.BodyWriter.FlushAsync(cancellationToken);
        }

        await AddTraining(zip, cancellationToken);
        if (_missing.Count > 0)
        {
            await zip.Put(NotIncluded, Encoding.UTF8.GetBytes($"{string.Join("\r\n", _missing.Select(name => $"{name} could not be read at {now:u}. Download it again later."))}\r\n"), cancellationToken);
        }
    }

    public static string Quoted(string? value) => CsvText.Cell(CsvText.Inert(CsvText.OnOneLine(value)));

    private async Task AddTraining(ZipArchive zip, CancellationToken cancellationToken)
    {
        OwnPassport passport;
        try
        {
            passport = await passports.Passport(learner, cancellationToken);
        }
        catch (Exception failure) when (failure is ServiceDown or NotThere)
        {
            _missing.AddRange("training.csv", "credentials");
            return;
        }

        var rows = passport.Entries.Select(Row);
        await zip.Put("training.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"{Header}{string.Concat(rows)}")], cancellationToken);
        foreach (var entry in passport.Entries.Where(entry => entry is { Withdrawal: null, Assurance: not Assurance.SelfDeclared }))
        {
            await Add(zip, $"credentials/{Day(entry.CompletedOn)}-{entry.EntryId}.jwt", () => data.Credential(entry.EntryId, cancellationToken), cancellationToken);
        }
    }

    private async Task Add(ZipArchive zip, string name, Func<Task<byte[]>> read, CancellationToken cancellationToken)
    {
        try
        {
            await zip.Put(name, await read(), cancellationToken);
        }
        catch (Exception failure) when (failure is ServiceDown or NotThere)
        {
            _missing.Add(name);
        }
    }

    private static string Row(OwnEntry entry) => $"{string.Join(',', new[]
    {
        entry.Title,
        entry.TrainingCategory,
        Day(entry.CompletedOn),
        entry.ValidUntil is { } until ? Day(until) : "",
        entry.RecordedBy.TrainingProvider ?? entry.RecordedBy.Employer,
        entry.Assurance.ToString(),
        entry.Kitemark.WasKitemarked ? "yes" : "no",
        entry.Withdrawal?.Reason,
    }.Select(Quoted))}\r\n";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
