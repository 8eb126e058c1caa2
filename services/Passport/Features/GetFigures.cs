using Academy.AscWds.Codes;
using Academy.Contracts.Passport;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <param name="InForce">Learners with an entry that counts today: not withdrawn, and its last day not over.</param>
/// <param name="Months">This month first, and the eleven before it.</param>
public sealed record GetFiguresResponse(
    DateTimeOffset AsAt, Figure InForce, IReadOnlyList<CategoryFigure> InForceByCategory, IReadOnlyList<MonthOfCompletions> Months)
{
    /// <summary>By what employers accepted of what people brought along.</summary>
    public IReadOnlyList<CategorySpared> RepeatsAvoided { get; init; } = [];
}

public sealed record CategoryFigure(int TrainingCategoryCode, string TrainingCategory, Figure Learners);

/// <summary>Training that was not repeated. Of fewer than five learners nothing is told but that; there is no total, from which they could be found.</summary>
/// <param name="Hours">Taught hours, to the nearest 5.</param>
/// <param name="Pounds">By the catalogue, to the nearest 50.</param>
public sealed record CategorySpared(int TrainingCategoryCode, string TrainingCategory, Figure Learners, decimal? Hours, decimal? Pounds)
{
    internal static CategorySpared Of(int category, int learners, decimal hours, decimal pounds)
    {
        var told = Figure.Of(learners);
        return new(category, Subjects.Name(category), told, told.Count is null ? null : Math.Round(hours / 5) * 5, told.Count is null ? null : Math.Round(pounds / 50) * 50);
    }
}

/// <summary>What was completed in a month and not withdrawn since.</summary>
public sealed record MonthOfCompletions(DateOnly MonthBeginning, IReadOnlyList<AssuranceFigure> ByAssurance);

public sealed record AssuranceFigure(Assurance Assurance, Figure Completions);

internal static class GetFigures
{
    private const int MonthsShown = 12;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/figures", Handle).RequireScope("passport.figures");

    private static async Task<Ok<GetFiguresResponse>> Handle(
        Caller caller, Figures<GetFiguresResponse> figures, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
        => TypedResults.Ok(await figures.For(caller, () => WorkOut(db, time, cancellationToken), cancellationToken));

    private static async Task<GetFiguresResponse> WorkOut(PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = time.Today();
        var entries = db.Entries.Where(entry => entry.WithdrawnAt == null);
        var inForce = entries.Where(entry => entry.ValidUntil == null || entry.ValidUntil >= today);
        var byCategory = await inForce.Select(entry => new { entry.TrainingCategoryCode, entry.LearnerId }).Distinct()
            .GroupBy(held => held.TrainingCategoryCode).Select(category => new { category.Key, Count = category.Count() })
            .ToDictionaryAsync(category => category.Key, category => category.Count, cancellationToken);
        return new GetFiguresResponse(
            time.GetUtcNow(),
            Figure.Of(await inForce.Select(entry => entry.LearnerId).Distinct().CountAsync(cancellationToken)),
            [.. TrainingCategories.All.Select(category => new CategoryFigure(category.Code, category.Name, Figure.Of(byCategory.GetValueOrDefault(category.Code))))],
            await Months(entries, today, cancellationToken))
        {
            RepeatsAvoided = await RepeatsAvoided(db, cancellationToken),
        };
    }

    /// <summary>By category, and no total of it: hours of few receipts could be found by taking the others away.</summary>
    private static async Task<IReadOnlyList<CategorySpared>> RepeatsAvoided(PassportDb db, CancellationToken cancellationToken)
    {
        var spared = await db.AcceptingReceipts.GroupBy(r => r.TrainingCategoryCode)
            .Select(category => new { category.Key, Learners = category.Select(r => r.LearnerId).Distinct().Count(), Hours = category.Sum(r => r.Hours ?? 0), Pounds = category.Sum(r => r.Pounds ?? 0) })
            .ToListAsync(cancellationToken);
        return [.. spared.OrderBy(category => category.Key).Select(category => CategorySpared.Of(category.Key, category.Learners, category.Hours, category.Pounds))];
    }

    private static async Task<IReadOnlyList<MonthOfCompletions>> Months(IQueryable<Entry> entries, DateOnly today, CancellationToken cancellationToken)
    {
        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        var months = Enumerable.Range(0, MonthsShown).Select(before => thisMonth.AddMonths(-before)).ToList();
        var (first, end) = (months[^1], thisMonth.AddMonths(1));
        var counts = (await entries.Where(entry => entry.CompletedOn >= first && entry.CompletedOn < end)
                .GroupBy(entry => new { entry.CompletedOn.Year, entry.CompletedOn.Month, entry.Assurance })
                .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken))
            .ToDictionary(group => (new DateOnly(group.Key.Year, group.Key.Month, 1), group.Key.Assurance), group => group.Count);
        return
        [
            .. months.Select(month => new MonthOfCompletions(
                month,
                [.. Enum.GetValues<Assurance>().Select(assurance => new AssuranceFigure(assurance, Figure.Of(counts.GetValueOrDefault((month, assurance)))))])),
        ];
    }
}
