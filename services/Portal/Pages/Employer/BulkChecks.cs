using System.Text.Json;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Check;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;

namespace Academy.Portal.Pages.Employer;

/// <summary>What became of a row of a file of share codes.</summary>
internal enum BulkOutcome
{
    /// <summary>Not asked yet: the service did not answer, or there were too many wrong tries before it.</summary>
    Waiting,
    Found,
    NotFound,

    /// <summary>The row cannot be read.</summary>
    Problem,
}

/// <param name="Row">As a spreadsheet counts them.</param>
/// <param name="Code">As typed; it is shown so that the row is found again.</param>
/// <param name="Note">What to put right, a key of Words.</param>
/// <param name="Name">Whose passport it is, where it was found.</param>
internal sealed record BulkRow(int Row, string Code, DateOnly? DateOfBirth, BulkOutcome Outcome, string? Note = null, Guid? CheckId = null, string? Name = null);

/// <param name="File">What the file was called.</param>
/// <param name="Key">Of its content: the same file again is the same checks.</param>
/// <param name="DownAt">When the service did not answer, so that rows wait.</param>
/// <param name="NotBefore">When there were too many wrong tries: from when the rows that wait can be checked.</param>
internal sealed record BulkCheck(string Owner, string File, string Key, IReadOnlyList<BulkRow> Rows, DateTimeOffset? DownAt = null, DateTimeOffset? NotBefore = null)
{
    public IReadOnlyList<BulkRow> Of(BulkOutcome outcome) => [.. Rows.Where(row => row.Outcome == outcome)];
}

/// <summary>
/// Reads files of share codes and dates of birth, and checks row by row, each as a check of its own: it is kept as one, and its wrong tries count
/// as those of one. What was read lies sealed on the server for as long as a session may last, for whoever sent it.
/// </summary>
internal sealed class BulkChecks(EmployerCheckClient checks, WrongTries tries, SealedFiles files, TimeProvider time)
{
    public const int MostRows = 100;

    /// <summary>The rows of a file; none where it has too many.</summary>
    public IReadOnlyList<BulkRow>? Read(string text)
    {
        var lines = Sheet.Lines(text).Select(line => (line.Row, Values: Sheet.Split(line.Line))).ToList();
        if (lines is [var first, ..] && IsHeading(first.Values))
        {
            lines.RemoveAt(0);
        }

        if (lines.Count > MostRows)
        {
            return null;
        }

        var seen = new Dictionary<(string, DateOnly), int>();
        return [.. lines.Select(line => Of(line.Row, line.Values, seen))];
    }

    /// <summary>Checks what waits, one after the other, until the service does not answer or there were too many wrong tries.</summary>
    public async Task<BulkCheck> Go(BulkCheck bulk, CancellationToken cancellationToken)
    {
        var rows = bulk.Rows.ToList();
        var (downAt, notBefore) = ((DateTimeOffset?)null, (DateTimeOffset?)null);
        try
        {
            for (var at = 0; at < rows.Count; at++)
            {
                if (rows[at] is { Outcome: BulkOutcome.Waiting, DateOfBirth: { } born } row)
                {
                    rows[at] = await Check(row, born, bulk, cancellationToken);
                }
            }
        }
        catch (ServiceDown)
        {
            downAt = time.GetUtcNow();
        }
        catch (TooManyTries tooMany)
        {
            notBefore = tooMany.Until;
        }

        return bulk with { Rows = rows, DownAt = downAt, NotBefore = notBefore };
    }

    public Task Keep(string key, BulkCheck bulk) => files.Write(key, JsonSerializer.SerializeToUtf8Bytes(bulk));

    /// <summary>What somebody sent; nobody else gets it.</summary>
    public async Task<BulkCheck?> Kept(string? key, string owner)
        => key is not null && await files.Read(key) is { } kept && JsonSerializer.Deserialize<BulkCheck>(kept) is { } bulk && bulk.Owner == owner ? bulk : null;

    private async Task<BulkRow> Check(BulkRow row, DateOnly born, BulkCheck bulk, CancellationToken cancellationToken)
    {
        Codes.TryRead(row.Code, out var code);
        string[] who = [$"code {code}", $"of {bulk.Owner}"];
        tries.Refuse(who);
        try
        {
            var found = await checks.Check(code, born, Once.Key($"{bulk.Owner} {bulk.Key} {code} {born:O}"), cancellationToken);
            return row with { Outcome = BulkOutcome.Found, CheckId = found.CheckId, Name = found.Name };
        }
        catch (Refused refused) when (refused.Slug == "nothing-shared")
        {
            tries.Add(who);
            return row with { Outcome = BulkOutcome.NotFound };
        }
    }

    private BulkRow Of(int row, List<string> values, Dictionary<(string, DateOnly), int> seen)
    {
        var shown = Sheet.Clean(values[0], 40);
        if (!Codes.TryRead(values[0], out var code))
        {
            return new(row, shown, null, BulkOutcome.Problem, "The share code has 9 letters and numbers, for example 4F7-KQ2-M9X. Type it again as text.");
        }

        if (values.Count < 2 || !Sheet.TryDay(values[1], out var born) || born > time.Today())
        {
            return new(row, shown, null, BulkOutcome.Problem, "The date of birth must be a real date in the past, for example 27/03/1987.");
        }

        return seen.TryAdd((code, born), row)
            ? new(row, shown, born, BulkOutcome.Waiting)
            : new(row, shown, born, BulkOutcome.Problem, "The same code and date of birth are in a row above. It was checked once.");
    }

    private static bool IsHeading(List<string> values) => !Codes.TryRead(values[0], out _) && !values.Any(value => value.Any(char.IsAsciiDigit));
}
