using Academy.Contracts.Passport;
using Academy.Pathway.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Pathway.Tests.Domain;

public sealed class EvaluationTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly RuleSet Default = RulesWith(countsEachSubjectOnce: true, expiredEntriesCount: false);

    private static readonly Gen<Assurance> Assurances = Gen.Elements(Enum.GetValues<Assurance>());

    private static readonly Gen<DateOnly> Days = Gen.Choose(-30, 30).Select(Today.AddDays);

    private static readonly Gen<EntryFacts> Entries =
        from subject in Gen.Choose(1, 6)
        from completed in Days
        from expires in Gen.Choose(0, 2)
        from until in Days
        from assurance in Assurances
        from underReview in Gen.Elements(true, false)
        from withdrawn in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new EntryFacts(Guid.NewGuid(), subject, completed, expires == 0 ? null : until, assurance, underReview, withdrawn);

    private static readonly Gen<EntryFacts[]> Passports = Entries.ArrayOf();

    private static readonly Gen<RuleSet> RuleSets =
        from once in Gen.Elements(true, false)
        from expired in Gen.Elements(true, false)
        select RulesWith(once, expired);

    [Fact]
    public void A_kitemarked_entry_earns_its_points_and_says_so()
    {
        var evaluation = Evaluation.Of([PathwayApp.AnEntry()], Default, Today);

        evaluation.Points.ShouldBe(10);
        evaluation.Tier.ShouldBe(1);
        evaluation.Next.ShouldBe(new NextTier(2, 20));
        evaluation.Entries.Single().Why.ShouldBe("Kitemarked: 10 points");
    }

    [Fact]
    public void An_entry_under_review_counts_and_says_that_it_is()
    {
        var evaluation = Evaluation.Of([PathwayApp.AnEntry(assurance: Assurance.SelfDeclared) with { UnderReview = true }], Default, Today);

        evaluation.Entries.Single().Why.ShouldBe("Self-declared: 1 point, under review");
    }

    [Fact]
    public void An_entry_that_was_withdrawn_is_as_if_it_were_not_there_and_says_why()
    {
        var withdrawn = PathwayApp.AnEntry(completedOn: Today.AddDays(-1), validUntil: Today) with { Withdrawn = true };
        var standing = PathwayApp.AnEntry(completedOn: Today.AddDays(-9));

        var evaluation = Evaluation.Of([withdrawn, standing], Default, Today);

        (evaluation.Points, evaluation.NextChangeOn).ShouldBe((10, null));
        evaluation.Entries.Select(entry => entry.Why).ShouldBe(["not counted: withdrawn by whoever issued it", "Kitemarked: 10 points"]);
    }

    [Fact]
    public void Of_one_subject_the_later_of_two_equal_completions_counts()
    {
        var earlier = PathwayApp.AnEntry(completedOn: Today.AddDays(-9));
        var later = PathwayApp.AnEntry(completedOn: Today.AddDays(-2));

        var evaluation = Evaluation.Of([earlier, later], Default, Today);

        evaluation.Points.ShouldBe(10);
        evaluation.Entries.Single(e => e.Entry == earlier).Why.ShouldBe("not counted: a later completion of the same subject counts");
    }

    [Fact]
    public void Declaring_a_kitemarked_subject_again_oneself_costs_no_points()
    {
        var marked = PathwayApp.AnEntry(completedOn: Today.AddDays(-9));
        var declared = PathwayApp.AnEntry(assurance: Assurance.SelfDeclared, completedOn: Today.AddDays(-2));

        var evaluation = Evaluation.Of([marked, declared], Default, Today);

        evaluation.Points.ShouldBe(10);
        evaluation.Entries.Single(e => e.Entry == declared).Why.ShouldBe("not counted: another completion of the same subject counts");
    }

    [Fact]
    public void An_entry_counts_on_its_last_day_and_not_on_the_next()
    {
        var entry = PathwayApp.AnEntry(validUntil: Today);

        Evaluation.Of([entry], Default, Today).Points.ShouldBe(10);
        Evaluation.Of([entry], Default, Today).NextChangeOn.ShouldBe(Today.AddDays(1));
        Evaluation.Of([entry], Default, Today.AddDays(1)).Entries.Single().Why.ShouldBe("not counted: expired on 22 November 2026");
    }

    [Fact]
    public void At_tier_5_there_is_no_next_tier()
    {
        var entries = Enumerable.Range(1, 15).Select(subject => PathwayApp.AnEntry(subject));

        var evaluation = Evaluation.Of(entries, Default, Today);

        evaluation.Tier.ShouldBe(5);
        evaluation.Next.ShouldBeNull();
    }

    [Fact]
    public void Neither_the_order_nor_the_repetition_of_entries_matters()
        => Check(
            from passport in Passports
            from rules in RuleSets
            from shuffled in Gen.Shuffle(passport.Concat(passport.Take(passport.Length / 2)).ToArray())
            select Same(Evaluation.Of(passport, rules, Today), Evaluation.Of(shuffled, rules, Today)));

    [Fact]
    public void Stronger_assurance_never_lowers_the_points()
        => Check(
            from passport in Passports
            from rules in RuleSets
            from entry in Entries
            from stronger in Assurances.Where(assurance => Default.PointsFor(assurance) >= Default.PointsFor(entry.Assurance))
            select Evaluation.Of([.. passport, entry with { Assurance = stronger }], rules, Today).Points
                >= Evaluation.Of([.. passport, entry], rules, Today).Points);

    [Fact]
    public void Recording_more_never_costs_points()
        => Check(
            from passport in Passports
            from rules in RuleSets
            from entry in Entries
            select Evaluation.Of([.. passport, entry], rules, Today).Points >= Evaluation.Of(passport, rules, Today).Points);

    [Fact]
    public void More_points_never_make_a_lower_tier()
        => Check(
            from points in Gen.Choose(0, 200)
            from more in Gen.Choose(0, 200)
            select Default.TierFor(points + more) >= Default.TierFor(points));

    [Fact]
    public void The_tier_the_points_and_the_next_tier_agree()
        => Check(
            from passport in Gen.Choose(0, 60).SelectMany(count => Entries.ArrayOf(count))
            from rules in RuleSets
            let evaluation = Evaluation.Of(passport, rules, Today)
            select evaluation.Points == evaluation.Entries.Sum(entry => entry.Points)
                && (evaluation.Next is null
                    ? evaluation.Tier == 5
                    : evaluation.Next.PointsNeeded > 0 && rules.TierFor(evaluation.Points + evaluation.Next.PointsNeeded) == evaluation.Tier + 1));

    [Fact]
    public void Until_the_day_of_the_next_change_nothing_changes()
        => Check(
            from passport in Passports
            from rules in RuleSets
            from days in Gen.Choose(1, 40)
            let now = Evaluation.Of(passport, rules, Today)
            let later = Evaluation.Of(passport, rules, Today.AddDays(days))
            select now.NextChangeOn <= Today.AddDays(days)
                || (Same(now, later) && now.NextChangeOn == later.NextChangeOn));

    [Fact]
    public void On_the_day_of_the_next_change_a_verdict_does_change()
        => Check(
            from passport in Passports
            let now = Evaluation.Of(passport, Default, Today)
            select now.NextChangeOn is not { } day || !Same(now, Evaluation.Of(passport, Default, day)));

    private static bool Same(Evaluation one, Evaluation other)
        => one.Points == other.Points && one.Tier == other.Tier && one.Next == other.Next && one.Entries.SequenceEqual(other.Entries);

    private static void Check(Gen<bool> property)
        => Prop.ForAll(property.ToArbitrary(), holds => holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static RuleSet RulesWith(bool countsEachSubjectOnce, bool expiredEntriesCount) => RuleSet.Publish(
        "Rules",
        new DateOnly(2020, 1, 1),
        new Dictionary<Assurance, int>
        {
            [Assurance.Kitemarked] = 10,
            [Assurance.Recorded] = 5,
            [Assurance.EvidenceChecked] = 4,
            [Assurance.EmployerAttested] = 3,
            [Assurance.SelfDeclared] = 1,
        },
        [10, 30, 60, 100, 150],
        countsEachSubjectOnce,
        expiredEntriesCount,
        DateTimeOffset.UnixEpoch);
}
