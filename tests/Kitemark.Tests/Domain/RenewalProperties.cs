using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Kitemark.Tests.Domain;

public sealed class RenewalProperties
{
    private static readonly DateOnly LastDay = new(2028, 2, 29);

    // The days on which the job ran: any of the four months around the end, in order, with days left out.
    private static readonly Gen<List<int>> Runs = Gen.Choose(-100, 60).ListOf().Select(days => days.Distinct().Order().ToList());

    [Fact]
    public void However_often_and_on_whichever_days_the_job_runs_nothing_is_told_twice_and_the_order_is_towards_the_end()
        => Check.QuickThrowOnFailure(Prop.ForAll(Runs.ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(), (runs, times) =>
        {
            var told = ToldOn(runs.SelectMany(day => Enumerable.Repeat(day, times)));
            return told.SequenceEqual(told.Distinct().OrderDescending()) && told.All(days => days is 90 or 60 or 30 or Renewal.Lapsed);
        }));

    [Fact]
    public void What_is_told_is_the_latest_that_is_due()
        => Check.QuickThrowOnFailure(Prop.ForAll(Runs.ToArbitrary(), runs =>
        {
            var told = ToldOn(runs);
            var last = runs.Where(day => day <= Renewal.DaysToTellOfLapse).Select(Due).LastOrDefault(due => due is not null);
            return (told.Count == 0 ? null : (int?)told[^1]) == last;
        }));

    [Theory]
    [InlineData(-91, null)]
    [InlineData(-90, 90)]
    [InlineData(-61, 90)]
    [InlineData(-60, 60)]
    [InlineData(-30, 30)]
    [InlineData(0, 30)]
    [InlineData(1, Renewal.Lapsed)]
    [InlineData(30, Renewal.Lapsed)]
    [InlineData(31, null)]
    public void Each_day_belongs_to_one_reminder(int day, int? expected)
        => Renewal.ToTell(LastDay, told: null, MarkTerms.First, LastDay.AddDays(day)).ShouldBe(expected);

    [Theory]
    [InlineData("2026-08-31", "2027-02-28", "2027-05-31")]
    [InlineData("2027-08-29", "2028-02-29", "2028-05-29")]
    public void The_first_review_falls_six_to_nine_months_after_the_grant_at_the_ends_of_months_too(string granted, string from, string until)
        => MarkTerms.First.FirstReviewMonths.After(DateOnly.Parse(granted, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(new ReviewDue(
            DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_step_of_an_application_that_is_not_possible_says_what_is()
    {
        foreach (var state in Enum.GetValues<ApplicationState>())
        {
            foreach (var step in Enum.GetValues<ApplicationStep>().Except(ApplicationSteps.PossibleIn(state)))
            {
                var refused = Should.Throw<RuleBroken>(() => ApplicationSteps.After(state, step));
                refused.Message.ShouldContain("is not possible while the application is ");
                refused.Message.ShouldContain(ApplicationSteps.PossibleIn(state) is [var first, ..] ? Words(first) : "make a new application");
            }
        }
    }

    private static List<int> ToldOn(IEnumerable<int> days)
    {
        var told = new List<int>();
        foreach (var day in days)
        {
            if (Renewal.ToTell(LastDay, told.Count == 0 ? null : told[^1], MarkTerms.First, LastDay.AddDays(day)) is { } due)
            {
                told.Add(due);
            }
        }

        return told;
    }

    private static int? Due(int day) => Renewal.ToTell(LastDay, told: null, MarkTerms.First, LastDay.AddDays(day));

    private static string Words(ApplicationStep step)
        => string.Concat(step.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
