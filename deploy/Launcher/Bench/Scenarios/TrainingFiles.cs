using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Academy.Launcher.Demo;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>ASC-WDS training files of the county's employer, twenty rows for each of its staff, no row of which was sent before.</summary>
internal sealed class TrainingFiles(Rig rig, ApiClient employer, IReadOnlyList<string> staff)
{
    private const int RowsEach = 20;
    private const string LineEnd = "\r\n";
    private const string Header = "LOCALESTID,UNIQUEWORKERID,CATEGORY,TRAININGNAME,ACCREDITED,WHODELIVERED,PROVIDERNAME,HOWDELIVERED,VALIDITY,DATECOMPLETED,EXPIRYDATE,NOTES";

    private static int series;

    public int Staff => staff.Count;

    public static async Task<TrainingFiles> Open(Rig rig, CancellationToken cancel) => new(
        rig,
        await rig.County.Employer(cancel),
        await rig.County.List("Passport", $"SELECT worker_reference FROM employments WHERE employer_id = '{rig.County.Loaded.EmployerId}' AND worker_reference IS NOT NULL ORDER BY 1", row => row.GetString(0), cancel));

    /// <summary>What every row of a series is called, so that they can be counted.</summary>
    public static string NewTitle() => string.Create(CultureInfo.InvariantCulture, $"Series {Interlocked.Increment(ref series)}");

    public string Of(string title, int rows) => File(Enumerable.Range(0, Math.Min(rows, staff.Count * RowsEach)).Select(at => string.Create(
        CultureInfo.InvariantCulture,
        $"RW-1,{staff[at / RowsEach]},{TeamMatrix.Subjects[at % RowsEach]},{title},1,1,,1,12,{new DateOnly(2025, 1, 1).AddDays(at % RowsEach):dd/MM/yyyy},,")));

    public Task<long> Count(string title, CancellationToken cancel)
        => rig.County.Ask<long>("Passport", $"SELECT count(*) FROM entries WHERE employer_id = '{rig.County.Loaded.EmployerId}' AND title = '{title}'", cancel);

    public static int RowsOf(string file) => file.Split(LineEnd).Length - 2;

    /// <summary>
    /// Sends a file and waits until all of it is taken in: with the answer, or later, as the service says. One that is too long goes in
    /// halves. Sent again under the same key it is the same file.
    /// </summary>
    public async Task Send(HttpClient http, string file, string key, CancellationToken cancel)
    {
        using var answer = await Ask(http, HttpMethod.Post, "api/passport/v1/imports", file, key, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity && text.Contains("too-many-rows", StringComparison.Ordinal))
        {
            var rows = file.Split(LineEnd)[1..^1];
            await Send(http, File(rows[..(rows.Length / 2)]), $"{key}-1", cancel);
            await Send(http, File(rows[(rows.Length / 2)..]), $"{key}-2", cancel);
            return;
        }

        if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.Accepted))
            throw new AdviceException($"The training file was answered {(int)answer.StatusCode}: {text}");
        var path = answer.Headers.Location!.OriginalString.TrimStart('/');
        for (var waits = answer.StatusCode == HttpStatusCode.Accepted; waits;)
        {
            await Task.Delay(100, cancel);
            using var report = await Ask(http, HttpMethod.Get, path, file: null, key, cancel);
            text = await report.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancel);
            waits = JsonDocument.Parse(text).RootElement.GetProperty("state").GetString() == "Waiting";
        }

        if (JsonDocument.Parse(text).RootElement.GetProperty("errors").GetArrayLength() is > 0 and var errors)
            throw new AdviceException($"{errors} rows of the training file were refused: {text[..Math.Min(text.Length, 500)]}");
    }

    private async Task<HttpResponseMessage> Ask(HttpClient http, HttpMethod method, string path, string? file, string key, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await employer.Token(cancel));
        if (file is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
            request.Content = new StringContent(file, Encoding.UTF8, "text/csv");
        }

        return await http.SendAsync(request, cancel);
    }

    private static string File(IEnumerable<string> rows) => string.Join(LineEnd, rows.Prepend(Header)) + LineEnd;
}
