using System.ComponentModel.DataAnnotations;
using Academy.Benefits.Data;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Features;

public sealed record GetUsageResponse(Guid PartnerId, IReadOnlyList<WeekOfUse> Weeks);

/// <summary>Redemptions in a week that begins on a Monday; how few is not said, so that nobody is singled out.</summary>
public sealed record WeekOfUse(DateOnly WeekBeginning, int? Count, string Redemptions)
{
    internal static WeekOfUse Of(DateOnly monday, int count)
    {
        var figure = Figure.Unrounded(count);
        return new(monday, figure.Count, figure.Shown);
    }
}

internal static class GetUsage
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/partners/{id:guid}/usage", Handle).RequireScope("benefits.check");

    private static async Task<Ok<GetUsageResponse>> Handle(
        Guid id, Caller caller, BenefitsDb db, TimeProvider time, CancellationToken cancellationToken, [Range(1, 104)] int weeks = 12)
    {
        if (!caller.MayManage(id) || !await db.Partners.AnyAsync(partner => partner.Id == id, cancellationToken))
        {
            throw new NotThere();
        }

        var thisWeek = Monday(time.Today());
        var first = thisWeek.AddDays(-7 * (weeks - 1));
        var days = await db.Codes.Where(code => code.PartnerId == id && code.RedeemedOn >= first)
            .GroupBy(code => code.RedeemedOn!.Value).Select(day => new { Day = day.Key, Count = day.Count() }).ToListAsync(cancellationToken);
        var counts = days.ToLookup(day => Monday(day.Day), day => day.Count);
        return TypedResults.Ok(new GetUsageResponse(
            id, [.. Enumerable.Range(0, weeks).Select(i => thisWeek.AddDays(-7 * i)).Select(monday => WeekOfUse.Of(monday, counts[monday].Sum()))]));
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
