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
public sealed record ListedCheck(Guid CheckId, DateTimeOffset CheckedAt, string Name, int Entries);

internal static class ListChecks
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/employers/{employerId:guid}/checks", Handle).RequireScope("passport.check");

    private static async Task<Ok<ListChecksResponse>> Handle(
        Guid employerId, Guid? before, Caller caller, PassportDb db, HttpRequest http, CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(employerId))
        {
            throw new NotThere();
        }

        var checks = db.Checks.AsNoTracking().Where(c => c.OrganisationId == employerId && (before == null || c.Id < before));
        var page = await (caller.Workplaces is null ? checks : GetCheck.MadeBy(caller, db, checks))
            .OrderByDescending(c => c.Id).Take(PageSize).Select(c => new { c.Id, c.CheckedAt, c.Result }).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListChecksResponse(
            page.ConvertAll(check =>
            {
                var receipt = JsonSerializer.Deserialize<CheckPassportResponse>(check.Result, PassportDocument.Json)!;
                return new ListedCheck(check.Id, check.CheckedAt, receipt.Name, receipt.Entries.Count);
            }),
            page.Count == PageSize ? $"{http.Path}?before={page[^1].Id}" : null));
    }
}
