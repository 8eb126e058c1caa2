using System.Globalization;
using Academy.Pages;
using Academy.Pages.Parts;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Figures;

/// <summary>How many people there are, at which tier, with what training: in numbers that tell of nobody.</summary>
[Authorize(For.Figures)]
internal sealed class FiguresModel(PeopleFiguresClient people, TrainingFiguresClient training, TierFiguresClient tiers, TimeProvider time, IStringLocalizer<Words> words)
    : SignedInPage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public PeopleFigures? People { get; private set; }

    /// <summary>None when the service does not answer.</summary>
    public TrainingFigures? Training { get; private set; }

    /// <summary>None when the service does not answer.</summary>
    public TierFigures? Tiers { get; private set; }

    public IReadOnlyList<Bar> TierBars => [.. Tiers!.Tiers.Select(tier => Bar(tier.Tier == 0 ? words["No tier yet"] : words["Tier {0}", tier.Tier], tier.Learners))];

    /// <summary>Subjects of which there is something to tell, the most held first.</summary>
    public IReadOnlyList<Bar> SubjectBars => [.. Training!.InForceByCategory.Where(subject => subject.Learners.Count is not null)
        .OrderByDescending(subject => subject.Learners.Count).ThenBy(subject => subject.TrainingCategory, StringComparer.Ordinal).Select(subject => Bar(subject.TrainingCategory.ByItself(), subject.Learners))];

    public int UntoldSubjects => Training!.InForceByCategory.Count(subject => subject.Learners.Count is null);

    /// <summary>The earliest month first. Parts that are not told are not in a month's number.</summary>
    public IReadOnlyList<Bar> MonthBars => [.. Training!.Months.OrderBy(month => month.MonthBeginning).Select(month =>
    {
        var told = month.ByAssurance.Select(part => part.Completions.Count).OfType<int>().ToList();
        var label = month.MonthBeginning.ToString("MMMM yyyy", CultureInfo.CurrentCulture);
        return Bar(label, told.Count == 0 ? new Figure(null, words["fewer than 5"]) : new Figure(told.Sum(), told.Sum().ToString(CultureInfo.InvariantCulture)));
    })];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var (asked, trained, reached) = (people.Figures(cancellationToken).OrDown(), training.Figures(cancellationToken).OrDown(), tiers.Figures(cancellationToken).OrDown());
        (People, Training, Tiers) = (await asked, await trained, await reached);
    }

    /// <summary>The longest of the bars, in a sentence that has room for its label and its value.</summary>
    public string Most(IReadOnlyList<Bar> bars, string sentence)
        => bars.Where(bar => bar.Value > 0).MaxBy(bar => bar.Value) is { } most ? string.Format(CultureInfo.CurrentCulture, sentence, most.Label, most.Shown) : words["There is nothing to tell yet: each number is below 5."];

    private Bar Bar(string label, Figure figure) => new(label, figure.Count, figure.Count is null ? words["fewer than 5"] : figure.Shown);
}
