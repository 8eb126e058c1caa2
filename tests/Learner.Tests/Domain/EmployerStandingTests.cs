using Academy.Contracts.Learner;
using Academy.Learner.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Learner.Tests.Domain;

public sealed class EmployerStandingTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    private static readonly Arbitrary<(int From, int Days)[]> Periods = Gen.Choose(0, 60).Zip(Gen.Choose(0, 20)).ArrayOf().ToArbitrary();

    [Fact]
    public void Every_day_given_is_held_and_no_other()
        => Prop.ForAll(Periods, periods =>
        {
            var given = periods.SelectMany(p => Enumerable.Range(p.From, p.Days + 1)).ToHashSet();
            var held = Held(periods).SelectMany(s => Enumerable.Range(s.From.DayNumber - Start.DayNumber, s.Until.DayNumber - s.From.DayNumber + 1));
            return given.SetEquals(held);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Periods_of_one_kind_never_touch_and_their_order_of_arrival_does_not_matter()
        => Prop.ForAll(Periods, periods =>
        {
            var held = Held(periods);
            return held.Zip(held.Skip(1)).All(pair => pair.First.Until.AddDays(1) < pair.Second.From)
                && held.SequenceEqual(Held([.. periods.Reverse()]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Periods_of_different_kinds_stay_apart()
    {
        var employer = Employer.Register("Oak Care", EmployerKind.Private, null, DateTimeOffset.UnixEpoch);

        employer.Hold(EmployerStandingKind.Silver, Start, Start.AddDays(10)).ShouldBeTrue();
        employer.Hold(EmployerStandingKind.Gold, Start, Start.AddDays(10)).ShouldBeTrue();

        employer.StandingsInOrder().Count.ShouldBe(2);
    }

    private static IReadOnlyList<EmployerStanding> Held((int From, int Days)[] periods)
    {
        var employer = Employer.Register("Oak Care", EmployerKind.Private, null, DateTimeOffset.UnixEpoch);
        foreach (var (from, days) in periods)
        {
            employer.Hold(EmployerStandingKind.Gold, Start.AddDays(from), Start.AddDays(from + days));
        }

        return employer.StandingsInOrder();
    }
}
