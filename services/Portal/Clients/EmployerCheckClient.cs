using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace Academy.Portal.Clients;

internal sealed record CheckList(IReadOnlyList<ListedCheck> Checks, string? Next);

/// <param name="Summary">How what was shown stood then, in numbers.</param>
internal sealed record ListedCheck(Guid CheckId, DateTimeOffset CheckedAt, string Name, int Entries, CheckSummary? Summary);

/// <summary>Which checks are looked for; nothing means all of them.</summary>
internal sealed record CheckSearch(string? Name, DateOnly? From, DateOnly? Until)
{
    public static readonly CheckSearch All = new(null, null, null);
}

/// <summary>A check that the employer made, as its receipt says, and what became of these entries since.</summary>
internal sealed record SavedCheck(
    Guid CheckId, DateTimeOffset CheckedAt, DateTimeOffset SharedUntil, string Name, CheckSummary Summary, IReadOnlyList<CheckedEntry> Entries,
    IReadOnlyList<HeldQualification>? Qualifications, IReadOnlyList<CheckChange> Changes, IReadOnlyList<Brought> Brought)
{
    /// <summary>The receipt as it was signed.</summary>
    public string? Jws { get; init; }

    public IReadOnlyList<BroughtQualification>? BroughtQualifications { get; init; }

    /// <summary>All that can be decided about.</summary>
    public IReadOnlyList<Brought> Decidable => [.. Brought, .. (BroughtQualifications ?? []).Select(one => one.AsBrought)];

    /// <summary>Whether the share lasts. Once it has ended, nothing is told but what was shown.</summary>
    public bool IsShared { get; init; }

    public CheckResult Receipt => new(CheckId, CheckedAt, SharedUntil, Name, Summary, Entries, Qualifications);
}

/// <param name="What">Reassessed, Corrected or Withdrawn.</param>
internal sealed record CheckChange(Guid EntryId, string Title, string What, DateTimeOffset At, string? Reason);

/// <summary>Passports of new starters, checked for an employer with the code they gave; each check is kept.</summary>
internal sealed class EmployerCheckClient(HttpClient http)
{
    /// <summary>The same key and input get the same answer.</summary>
    public Task<CheckResult> Check(string code, DateOnly dateOfBirth, string key, CancellationToken cancellationToken)
        => http.PostOnce<CheckResult>("api/passport/v1/checks", new { code, dateOfBirth }, key, cancellationToken);

    public Task<SavedCheck> Saved(Guid check, CancellationToken cancellationToken)
        => http.Get<SavedCheck>($"api/passport/v1/checks/{check}", cancellationToken);

    public Task<CheckList> Checks(Guid employer, CheckSearch search, Guid? before, CancellationToken cancellationToken)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("q", search.Name), ("from", Day(search.From)), ("until", Day(search.Until)), ("before", before?.ToString()) })
        {
            if (value is { Length: > 0 })
            {
                query.Add(name, value);
            }
        }

        return http.Get<CheckList>($"api/passport/v1/employers/{employer}/checks{query}", cancellationToken);

        static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
    }

    /// <param name="key">The same key and decisions get the same receipts.</param>
    public Task<ReceiptPage> Decide(Guid employer, Guid check, IReadOnlyList<NewDecision> decisions, string key, CancellationToken cancellationToken)
        => http.PostOnce<ReceiptPage>($"api/passport/v1/employers/{employer}/reliance-receipts", new { checkId = check, decisions }, key, cancellationToken);
}
