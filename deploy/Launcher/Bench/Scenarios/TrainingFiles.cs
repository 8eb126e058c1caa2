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
    private const string Header = "LOCALESTID,UNIQUEWORKERID,CATEGORY,TRAININGNAME,ACCREDITED,WHODELIVERED,PROVIDERNAME,HOWDELIVERED,VALIDITY,DATECOMPLETED,EXPIRYDATE,NOTES";

    /// <summary>The most the Passport service takes in one file.</summary>
    private const int MostRows = 5_000;

    private static int series;

    public int Staff => staff.Count;

    public static async Task<TrainingFiles> Open(Rig rig, CancellationToken cancel) => new(
        rig,
        await rig.County.Employer(cancel),
        await rig.County.List("Passport", $"SELECT worker_reference FROM employments WHERE employer_id = '{rig.County.Loaded.EmployerId}' AND worker_reference IS NOT NULL ORDER BY 1", row => row.GetString(0), cancel));

    /// <summary>What every row of a series is called, so that they can be counted.</summary>
    public static string NewTitle() => string.Create(CultureInfo.InvariantCulture, $"Series {Interlocked.Increment(ref series)}");

    public IReadOnlyList<string> Of(string title, int rows)
    {
        var all = Enumerable.Range(0, Math.Min(rows, staff.Count * RowsEach)).Select(at => string.Create(
            CultureInfo.InvariantCulture,
            $"RW-1,{staff[at / RowsEach]},{TeamMatrix.Subjects[at % RowsEach]},{title},1,1,,1,12,{new DateOnly(2025, 1, 1).AddDays(at % RowsEach):dd/MM/yyyy},,"));
        return [.. all.Chunk(MostRows).Select(part => string.Join("\r\n", part.Prepend(Header)) + "\r\n")];
    }

    public Task<long> Count(string title, CancellationToken cancel)
        => rig.County.Ask<long>("Passport", $"SELECT count(*) FROM entries WHERE employer_id = '{rig.County.Loaded.EmployerId}' AND title = '{title}'", cancel);

    /// <summary>Sends a file and waits until all of it is taken in. Sent again under the same key it is the same file.</summary>
    public async Task Send(HttpClient http, string file, string key, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/passport/v1/imports", UriKind.Relative)) { Content = new StringContent(file, Encoding.UTF8, "text/csv") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await employer.Token(cancel));
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (answer.StatusCode != HttpStatusCode.Created)
            throw new AdviceException($"The training file was answered {(int)answer.StatusCode}: {text}");
        if (JsonDocument.Parse(text).RootElement.GetProperty("errors").GetArrayLength() is > 0 and var errors)
            throw new AdviceException($"{errors} rows of the training file were refused: {text[..Math.Min(text.Length, 500)]}");
    }
}
