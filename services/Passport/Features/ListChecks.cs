using System.Text.Json;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>The checks an employer made, newest first, 50 a page.</summary>
/// <param name="Next">Where the next page is; none on the last one.</param>
public sealed record ListChecksResponse(IReadOnlyList<ListedCheck> Checks, string? Next);

/// <summary>Whose passport was checked when; what was shown is on the receipt, which is a look of its own.</summary>
public sealed record ListedCheck(Guid CheckId, DateTimeOffset CheckedAt, string Name, int Entries)
{
    /// <summary>How what was shown stood then, in numbers.</summary>
    public CheckSummary? Summary { get; init; }
}

/// <param name="Q">Part of the name on the receipt, 3 to 100 characters.</param>
/// <param name="From">Checked on this day or later, Europe/London.</param>
/// <param name="Until">Checked on this day or earlier.</param>
/// <param name="Before">The last check of the page before.</param>
internal sealed record ListChecksQuery(string? Q, DateOnly? From, DateOnly? Until, Guid? Before);

internal static class ListChecks
{
    private const int PageSize = 50;
    private const int ShortestName = 3;
    private const int LongestName = 100;

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/employers/{employerId:guid}/checks", Handle).RequireScope("passport.check");

    private static async Task<Ok<ListChecksResponse>> Handle(
        Guid employerId, [AsParameters] ListChecksQuery query, Caller caller, PassportDb db, HttpRequest http, CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(employerId))
        {
            throw new NotThere();
        }

        var (from, end) = (Begin(query.From), Begin(query.Until is { } last && last < DateOnly.MaxValue ? last.AddDays(1) : null));
        var checks = Named(query.Q, employerId, db).AsNoTracking().Where(c => c.OrganisationId == employerId && (query.Before == null || c.Id < query.Before)
            && (from == null || c.CheckedAt >= from) && (end == null || c.CheckedAt < end));
        var page = await (caller.Workplaces is null ? checks : GetCheck.MadeBy(caller, db, checks))
            .OrderByDescending(c => c.Id).Take(PageSize).Select(c => new { c.Id, c.CheckedAt, c.Result }).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListChecksResponse(
            page.ConvertAll(check =>
            {
                var receipt = JsonSerializer.Deserialize<CheckPassportResponse>(check.Result, PassportDocument.Json)!;
                return new ListedCheck(check.Id, check.CheckedAt, receipt.Name, receipt.Entries.Count) { Summary = receipt.Summary };
            }),
            page.Count == PageSize ? Next(http, page[^1].Id) : null));
    }

    /// <summary>By the name that was shown, which later names of the person do not change.</summary>
    private static IQueryable<Check> Named(string? typed, Guid employerId, PassportDb db)
    {
        var text = typed?.Trim() ?? "";
        return text.Length switch
        {
            0 => db.Checks,
            >= ShortestName and <= LongestName => db.Checks.FromSql(
                $"SELECT * FROM checks WHERE organisation_id = {employerId} AND result::jsonb ->> 'name' ILIKE {LikePattern.With(text)} ESCAPE '\\'"),
            _ => throw new RuleBroken("Type 3 to 100 letters of the name.", "text-length"),
        };
    }

    private static DateTimeOffset? Begin(DateOnly? day) => day is { } known ? new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(known.ToDateTime(TimeOnly.MinValue), London)) : null;

    private static string Next(HttpRequest http, Guid last)
        => $"{http.Path}{QueryString.Create(http.Query.Where(asked => !asked.Key.Equals("before", StringComparison.OrdinalIgnoreCase)).Append(new("before", $"{last}")))}";
}
