using Academy.Contracts.Passport;

namespace Academy.Portal.Clients;

/// <summary>A count that tells of nobody; below five only that it is below five.</summary>
internal sealed record Figure(int? Count, string Shown);

/// <summary>What is held and completed, in numbers.</summary>
internal sealed record TrainingFigures(DateTimeOffset AsAt, Figure InForce, IReadOnlyList<SubjectFigure> InForceByCategory, IReadOnlyList<MonthFigure> Months);

/// <param name="TrainingCategory">The sector's own word; it is never translated.</param>
internal sealed record SubjectFigure(string TrainingCategory, Figure Learners);

internal sealed record MonthFigure(DateOnly MonthBeginning, IReadOnlyList<AssuranceFigure> ByAssurance);

internal sealed record AssuranceFigure(Assurance Assurance, Figure Completions);

internal sealed record TierFigures(DateTimeOffset AsAt, IReadOnlyList<TierFigure> Tiers);

internal sealed record TierFigure(int Tier, Figure Learners);

/// <param name="Learners">Everybody with a passport number.</param>
/// <param name="Working">Those who work today.</param>
internal sealed record PeopleFigures(DateTimeOffset AsAt, Figure Learners, Figure Working);

/// <summary>Figures of the Passport service.</summary>
internal sealed class TrainingFiguresClient(HttpClient http)
{
    public Task<TrainingFigures> Figures(CancellationToken cancellationToken) => http.Get<TrainingFigures>("api/passport/v1/figures", cancellationToken);
}

/// <summary>Figures of the Pathway service.</summary>
internal sealed class TierFiguresClient(HttpClient http)
{
    public Task<TierFigures> Figures(CancellationToken cancellationToken) => http.Get<TierFigures>("api/pathway/v1/figures", cancellationToken);
}

/// <summary>Figures of the Learner service.</summary>
internal sealed class PeopleFiguresClient(HttpClient http)
{
    public Task<PeopleFigures> Figures(CancellationToken cancellationToken) => http.Get<PeopleFigures>("api/learner/v1/figures", cancellationToken);
}
