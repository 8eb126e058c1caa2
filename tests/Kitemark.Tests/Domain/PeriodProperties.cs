using Academy.Contracts.Kitemark;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Kitemark.Tests.Domain;

public sealed class PeriodProperties
{
    private static readonly DateOnly Start = new(2023, 12, 1);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    // Four years and a leap day around the start, so that periods and decisions fall before, on and after each boundary.
    private static readonly Gen<DateOnly> Day = Gen.Choose(0, 1500).Select(Start.AddDays);

    private static readonly Gen<Period> APeriod =
        from day in Day
        from length in Gen.Choose(0, 400)
        from ends in Gen.Choose(0, length).ArrayOf().Resize(4)
        select new Period(day, day.AddDays(length), Now, [.. ends.Select(end => Ended(day.AddDays(end)))]);

    [Fact]
    public void The_order_of_decisions_does_not_matter()
        => Check.QuickThrowOnFailure(Prop.ForAll(APeriod.ToArbitrary(), Day.ToArbitrary(), (period, day) =>
            Permutations(period.Decisions).All(order =>
                (period with { Decisions = order }).IsInForceOn(day) == period.IsInForceOn(day))));

    [Fact]
    public void A_mark_is_in_force_from_its_first_to_its_last_day_and_on_no_other()
        => Check.QuickThrowOnFailure(Prop.ForAll(APeriod.ToArbitrary(), period =>
            Enumerable.Range(-2, 405).Select(period.From.AddDays).All(day =>
                period.IsInForceOn(day) == (period.From <= day && day <= period.LastDay))));

    [Fact]
    public void A_decision_ends_the_mark_on_its_day_and_changes_no_day_before()
        => Check.QuickThrowOnFailure(Prop.ForAll(APeriod.ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (period, at) =>
        {
            var from = period.From.AddDays(at);
            var ended = period with { Decisions = [.. period.Decisions, Ended(from)] };
            return !ended.IsInForceOn(from)
                && !ended.IsInForceOn(from.AddDays(1))
                && ended.IsInForceOn(from.AddDays(-1)) == period.IsInForceOn(from.AddDays(-1))
                && ended.IsInForceOn(period.From) == (at > 0 && period.IsInForceOn(period.From));
        }));

    [Fact]
    public void A_decision_that_was_taken_back_changes_no_day()
        => Check.QuickThrowOnFailure(Prop.ForAll(APeriod.ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (period, at) =>
        {
            var ended = period with { Decisions = [.. period.Decisions, Ended(period.From.AddDays(at))] };
            var reinstated = ended.Reinstate(new("A mistake.", Now, "lead"), []);
            return reinstated.LastDay == period.LastDay
                && reinstated.Decisions.Count == ended.Decisions.Count
                && Enumerable.Range(-2, 405).Select(period.From.AddDays).All(day => reinstated.IsInForceOn(day) == period.IsInForceOn(day));
        }));

    [Fact]
    public void The_first_gap_is_the_first_day_without_a_mark()
        => Check.QuickThrowOnFailure(Prop.ForAll(
            APeriod.ArrayOf().Resize(5).ToArbitrary(), Day.ToArbitrary(), Gen.Choose(0, 300).ToArbitrary(), (periods, from, length) =>
            {
                DateOnly? byDay = Enumerable.Range(0, length + 1).Select(from.AddDays)
                    .Where(day => !periods.Any(period => period.IsInForceOn(day)))
                    .Select(day => (DateOnly?)day).FirstOrDefault();
                return Period.FirstGap(periods, from, from.AddDays(length)) == byDay;
            }));

    [Fact]
    public void Two_periods_overlap_when_some_day_has_both()
        => Check.QuickThrowOnFailure(Prop.ForAll(APeriod.ToArbitrary(), APeriod.ToArbitrary(), (one, other) =>
            one.Overlaps(other) == Enumerable.Range(0, 401).Select(one.From.AddDays)
                .Any(day => one.IsInForceOn(day) && other.IsInForceOn(day))));

    [Fact]
    public void A_period_that_was_taken_away_whole_overlaps_none()
    {
        var taken = Year() with { Decisions = [Ended(new(2026, 1, 1))] };

        taken.Overlaps(Year()).ShouldBeFalse();
        Year().Overlaps(taken).ShouldBeFalse();
        new Period(new(2025, 6, 1), new(2026, 6, 1), Now, []).Overlaps(taken).ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-12-31", true)]
    [InlineData("2025-12-31", false)]
    [InlineData("2027-01-01", false)]
    public void A_decision_begins_within_the_period(string from, bool isAccepted)
        => Accepts(Ended(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(isAccepted);

    [Theory]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-06-01", true)]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-06-02", false)]
    [InlineData(null, false)]
    public void Completions_lose_the_mark_from_a_day_between_its_beginning_and_its_end(string? voidFrom, bool isAccepted)
        => Accepts(Ended(new(2026, 6, 1)) with
        {
            Consequence = Consequence.VoidFrom,
            VoidFrom = voidFrom is null ? null : DateOnly.Parse(voidFrom, System.Globalization.CultureInfo.InvariantCulture),
        }).ShouldBe(isAccepted);

    [Theory]
    [InlineData(Consequence.Stands)]
    [InlineData(Consequence.NeedsReview)]
    public void A_day_to_lose_the_mark_from_belongs_to_one_consequence_only(Consequence consequence)
        => Accepts(Ended(new(2026, 6, 1)) with { Consequence = consequence, VoidFrom = new(2026, 3, 1) }).ShouldBeFalse();

    [Fact]
    public void A_suspended_mark_can_be_withdrawn_and_then_nothing_more()
    {
        var suspended = Year().Decide(Ended(new(2026, 6, 1)) with { Kind = MarkDecisionKind.Suspended });
        var withdrawn = suspended.Decide(Ended(new(2026, 9, 1)));

        withdrawn.LastDay.ShouldBe(new(2026, 5, 31));
        Should.Throw<RuleBroken>(() => suspended.Decide(Ended(new(2026, 7, 1)) with { Kind = MarkDecisionKind.Suspended })).Slug.ShouldBe("already-suspended");
        Should.Throw<RuleBroken>(() => withdrawn.Decide(Ended(new(2026, 3, 1)))).Slug.ShouldBe("already-withdrawn");
        Should.Throw<RuleBroken>(() => withdrawn.Decide(Ended(new(2026, 3, 1)) with { Kind = MarkDecisionKind.Suspended })).Slug.ShouldBe("already-withdrawn");
    }

    private static Period Year() => new(new(2026, 1, 1), new(2026, 12, 31), Now, []);

    private static bool Accepts(Decision decision)
    {
        try
        {
            return Year().Decide(decision).Decisions.Count == 1;
        }
        catch (RuleBroken)
        {
            return false;
        }
    }

    private static Decision Ended(DateOnly from)
        => new(MarkDecisionKind.Withdrawn, from, Consequence.Stands, null, "The trainer left.", Now, "lead");

    private static IEnumerable<IReadOnlyList<T>> Permutations<T>(IReadOnlyList<T> items)
        => items.Count == 0
            ? [[]]
            : Enumerable.Range(0, items.Count).SelectMany(at =>
                Permutations([.. items.Where((_, index) => index != at)]).Select(IReadOnlyList<T> (rest) => [items[at], .. rest]));
}
