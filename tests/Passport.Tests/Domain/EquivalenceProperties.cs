using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Passport.Tests.Domain;

public sealed class EquivalenceProperties
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly int[] Subjects = [15, 20, 45];
    private static readonly Gen<DateOnly> Day = Gen.Choose(0, 3_000).Select(days => Today.AddDays(-days));

    private static readonly Gen<Entry> AnEntry =
        from subject in Gen.Elements(Subjects)
        from day in Day
        from months in Gen.Choose(0, 60)
        select Entry.OfEmployer(
            Guid.NewGuid(), Guid.NewGuid(), "Rosewood Care", $"Training {subject}", subject, day, months == 0 ? null : Entry.LastValidDay(day, months), DateTimeOffset.UnixEpoch);

    private static readonly Gen<Qualification> AnAward =
        from day in Day
        from code in Gen.Elements(158, 34)
        select new Qualification(Guid.NewGuid(), code, day, null, new RecordedBy(null, null, null, null, null, null), Assurance.Recorded, DateTimeOffset.UnixEpoch, null);

    private static readonly Gen<EquivalenceDecided> ADecision =
        from subject in Gen.OneOf(Gen.Elements(Subjects).Select(code => (int?)code), Gen.Constant((int?)null))
        from countsAs in Gen.Elements(Subjects)
        from day in Day
        from days in Gen.Choose(0, 3_000)
        select Decision(
            subject is null ? new PriorLearning("A qualification", null, null, null, 158) : new PriorLearning("A subject", null, subject, null, null),
            countsAs, day, days > 1_500 ? null : day.AddDays(days));

    private static readonly Gen<Held> Case =
        from entries in AnEntry.ArrayOf()
        from awards in AnAward.ArrayOf()
        from decisions in ADecision.ArrayOf()
        from subject in Gen.Elements(Subjects)
        from refreshMonths in Gen.OneOf(Gen.Choose(1, 48).Select(months => (int?)months), Gen.Constant((int?)null))
        from combination in Gen.Elements(Combination.Shortest, Combination.Longest)
        select new Held(entries, awards, decisions, new Requirement(subject, [], refreshMonths, null, combination));

    [Fact]
    public void An_equivalence_never_makes_anybody_worse() => Hold(held =>
    {
        var (without, with) = (held.Judge([]), held.Judge(held.Decisions.Select(Equivalence.Of)));
        return with.Status <= without.Status && LastDay(with) >= LastDay(without)
            && (with.Equivalences.Count > 0 || Same(with, without));
    });

    [Fact]
    public void One_that_ended_counts_for_nothing_that_is_completed_later_and_for_all_that_was_completed_before() => Hold(held =>
    {
        var end = Today.AddDays(-700);
        var ended = held.Decisions.Select(one => Equivalence.Of(one with { Version = 2, Ended = new(end, "Changed.", DateTimeOffset.UnixEpoch), Until = null }));
        var open = held.Decisions.Select(one => Equivalence.Of(one with { Until = null }));
        var before = held with { Entries = [.. held.Entries.Where(e => e.CompletedOn < end)], Awards = [.. held.Awards.Where(a => a.AwardedOn < end)] };
        var after = held with { Entries = [.. held.Entries.Except(before.Entries)], Awards = [.. held.Awards.Except(before.Awards)] };
        return after.Judge(ended).Equivalences.Count == 0 && Same(before.Judge(ended), before.Judge(open));
    });

    [Fact]
    public void In_whatever_order_they_were_heard_the_same_one_is_named() => Hold(held =>
    {
        var ended = held.Decisions.Select(one => one with { Version = 2, Ended = new(one.From.AddDays(200), "Changed.", DateTimeOffset.UnixEpoch) }).ToList();
        return Same(held.Judge(held.Decisions.Zip(ended, Heard)), held.Judge(ended.Zip(held.Decisions, Heard).Reverse()));

        static Equivalence Heard(EquivalenceDecided first, EquivalenceDecided second)
        {
            var equivalence = Equivalence.Of(first);
            equivalence.Take(second);
            return equivalence;
        }
    });

    [Fact]
    public void What_counted_is_named_with_its_source_and_what_needs_no_equivalence_names_none()
    {
        var award = new Qualification(
            Guid.NewGuid(), 158, new(2026, 3, 2), null, new RecordedBy(null, null, null, null, null, null), Assurance.Recorded, DateTimeOffset.UnixEpoch, null);
        var decision = Decision(new PriorLearning("Level 2 Adult Social Care Certificate", null, null, null, 158), 20, new(2024, 6, 3), null);
        var held = new Held([], [award], [decision], new Requirement(20, [], RefreshMonths: 12));

        var result = held.Judge(held.Decisions.Select(Equivalence.Of));

        (result.Status, result.Until, result.Entries.Count).ShouldBe((RequirementStatus.Met, new DateOnly(2027, 3, 1), 0));
        var counted = result.Equivalences.ShouldHaveSingleItem();
        (counted.EquivalenceId, counted.Source).ShouldBe((decision.EquivalenceId, "Mapping of the Academy"));
        counted.Sentence.ShouldBe("Level 2 Adult Social Care Certificate of 2026-03-02 counts as Subject 20.");
        (held with { Requirement = new Requirement(15, [], null) }).Judge(held.Decisions.Select(Equivalence.Of)).Status.ShouldBe(RequirementStatus.Missing);
    }

    [Fact]
    public void Standards_of_the_Care_Certificate_are_recognised_once_each_by_the_earliest_that_counts()
    {
        var entries = new[] { "2026-02-01", "2025-02-01" }.Select(day => Entry.OfEmployer(
            Guid.NewGuid(), Guid.NewGuid(), "Rosewood Care", "Hoists", 15, DateOnly.ParseExact(day, "O"), null, DateTimeOffset.UnixEpoch)).ToList();
        var decision = Decision(new PriorLearning("Assisting and moving people", null, 15, null, null), null, new(2025, 1, 1), null)
            with
        { CountsAs = new Recognition("two standards", null, new(2025, [5, 13])) };

        var recognised = RecognisedStandard.Of(entries, [], [Equivalence.Of(decision)], Today);

        recognised.Select(standard => (standard.Version, standard.Number, standard.Name)).ShouldBe(
            [(2025, 5, "Work in a person-centred way"), (2025, 13, "Health and safety")]);
        recognised.ShouldAllBe(standard => standard.By.Sentence == "Hoists of 2025-02-01 counts as two standards.");
    }

    private static EquivalenceDecided Decision(PriorLearning held, int? countsAs, DateOnly from, DateOnly? until) => new(
        Guid.NewGuid(), 1, held, new Recognition($"Subject {countsAs}", countsAs, null), from, until, "The outcomes are the same.", "Mapping of the Academy", null, DateTimeOffset.UnixEpoch);

    private static bool Same(RequirementResult one, RequirementResult other)
        => (one.Status, one.Until, one.Rule) == (other.Status, other.Until, other.Rule) && one.Equivalences.SequenceEqual(other.Equivalences);

    private static DateOnly LastDay(RequirementResult result)
        => result.Status == RequirementStatus.Missing ? DateOnly.MinValue : result.Until ?? DateOnly.MaxValue;

    private static void Hold(Func<Held, bool> property) => Prop.ForAll(Case.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private sealed record Held(Entry[] Entries, Qualification[] Awards, EquivalenceDecided[] Decisions, Requirement Requirement)
    {
        public RequirementResult Judge(IEnumerable<Equivalence> equivalences)
            => Requirement.Judge(Entries, Awards, [.. equivalences], RefreshRules.Current, [], Today);
    }
}
