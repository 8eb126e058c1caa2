using System.Text;

namespace Academy.Portal.Clients;

/// <summary>What became of a file, or how far it has come. Rows are numbered as a spreadsheet counts them: the header is row 1.</summary>
/// <param name="Done">Of the rows, those that were looked at.</param>
/// <param name="Unchanged">Rows that said what the passports say already.</param>
/// <param name="State">Waiting while rows are still taken, then Finished.</param>
internal sealed record UploadReport(
    Guid ImportId, int Rows, int Done, int Created, int Changed, int Unchanged, string State, IReadOnlyList<UploadProblem> Errors, IReadOnlyList<UploadProblem> Warnings)
{
    public bool IsFinished => State == "Finished";

    public int Recorded => Created + Changed;

    /// <summary>Rows that say what to put right; nothing of them was recorded.</summary>
    public int Refused => Errors.Select(error => error.Row).Distinct().Count();
}

/// <param name="Message">What to put right, in English; it never repeats personal data.</param>
internal sealed record UploadProblem(int Row, string Column, string Message);

/// <summary>Completions of a training provider by the file.</summary>
internal sealed class UploadClient(HttpClient http)
{
    /// <summary>A file of a few hundred rows is recorded before the service answers.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Good rows are recorded, the others say what to put right. The same key and file are the same upload.</summary>
    public Task<UploadReport> Send(string csv, string key, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "api/passport/v1/completion-imports") { Content = new StringContent(csv, Encoding.UTF8, "text/csv") };
        request.Headers.Add("Idempotency-Key", key);
        return http.Ask<UploadReport>(request, cancellationToken);
    }

    public Task<UploadReport> Report(Guid upload, CancellationToken cancellationToken)
        => http.Get<UploadReport>($"api/passport/v1/completion-imports/{upload}", cancellationToken);
}
