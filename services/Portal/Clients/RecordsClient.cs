using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace Academy.Portal.Clients;

internal sealed record RecordList(IReadOnlyList<IssuedRecord> Entries, string? Next);

/// <summary>Something a training provider recorded, and whose it is. Names and titles are never translated.</summary>
internal sealed record IssuedRecord(string Name, string AcademyNumber, OwnEntry Entry);

/// <summary>What is looked for among what a training provider recorded; nothing means all of it.</summary>
internal sealed record RecordSearch(string? Text, Guid? CourseVersionId, DateOnly? From, DateOnly? Until, bool? Withdrawn);

/// <summary>What a training provider recorded, and putting it right or taking it back.</summary>
internal sealed class RecordsClient(HttpClient http)
{
    public Task<RecordList> Search(RecordSearch search, Guid? before, CancellationToken cancellationToken)
    {
        var query = new QueryBuilder();
        Add("q", search.Text);
        Add("courseVersionId", search.CourseVersionId?.ToString());
        Add("from", search.From?.ToString("O", CultureInfo.InvariantCulture));
        Add("until", search.Until?.ToString("O", CultureInfo.InvariantCulture));
        Add("withdrawn", search.Withdrawn switch { true => "true", false => "false", _ => null });
        Add("before", before?.ToString());
        return http.Get<RecordList>($"api/passport/v1/entries{query}", cancellationToken);

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                query.Add(name, value);
            }
        }
    }

    public Task<IssuedRecord> Record(Guid entry, CancellationToken cancellationToken)
        => http.Get<IssuedRecord>($"api/passport/v1/entries/{entry}", cancellationToken);

    /// <summary>Puts the day of a completion right.</summary>
    public Task<OwnEntry> Correct(Guid entry, DateOnly completedOn, string reason, string key, CancellationToken cancellationToken)
        => http.PostOnce<OwnEntry>($"api/passport/v1/entries/{entry}/correct", new { completedOn, reason }, key, cancellationToken);

    /// <summary>Taken back twice, the first time and its reason stay.</summary>
    /// <param name="key">The same key and reason get the same answer.</param>
    public Task<OwnEntry> Withdraw(Guid entry, string reason, string key, CancellationToken cancellationToken)
        => http.PostOnce<OwnEntry>($"api/passport/v1/entries/{entry}/withdraw", new { reason }, key, cancellationToken);
}
