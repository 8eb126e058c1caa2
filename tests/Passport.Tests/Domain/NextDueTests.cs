using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Passport.Tests.Domain;

public sealed class NextDueTests
{
    private const int Safeguarding = 20;
    private const int CareCertificate = 158;
    private const int BasicSkills = 34;
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly Gen<DateOnly> Day = Gen.Choose(0, 4_000).Select(days => new DateOnly(2016, 2, 29).AddDays(days));

    private static readonly Gen<(Entry Entry, int? Employer, Combination Combination, Qualification[] Held)> Case =
        from completedOn in Day
        from validFor in Gen.OneOf(Gen.Choose(1, 60).Select(months => (int?)months), Gen.Constant((int?)null))
        from employer in Gen.OneOf(Gen.Choose(1, 60).Select(months => (int?)months), Gen.Constant((int?)null))
        from combination in Gen.Elements(Combination.Shortest, Combination.Longest)
        from awards in Day.ArrayOf()
        select (AnEntry(completedOn, validFor), employer, combination, awards.Select(day => Award(day)).ToArray());

    [Fact]
    public void Three_years_count_from_the_completion_when_nothing_was_achieved_in_that_time()
    {
        var due = Of(AnEntry(new DateOnly(2024, 2, 29)))!;

        due.Until.ShouldBe(new DateOnly(2027, 2, 27));
        (due.Rule.Kind, due.Rule.Name, due.Rule.Version).ShouldBe((DueRuleKind.National, "Skills for Care statutory and mandatory training", "2024-09"));
        due.Rule.Why.ShouldBe("36 months from 2024-02-29.");
    }

    [Fact]
    public void A_recognised_qualification_within_the_three_years_starts_them_anew_and_the_rule_says_so()
    {
        var due = Of(AnEntry(new DateOnly(2024, 1, 10)), held: Award(new DateOnly(2026, 3, 2)))!;

        due.Until.ShouldBe(new DateOnly(2029, 3, 1));
        due.Rule.Why.ShouldBe("36 months from 2026-03-02. On that day Level 2 Adult Social Care Certificate was awarded.");
    }

    [Theory]
    [InlineData("2027-01-09", CareCertificate, "2030-01-08")]
    [InlineData("2027-01-10", CareCertificate, "2027-01-09")]
    [InlineData("2024-01-10", CareCertificate, "2027-01-09")]
    [InlineData("2023-05-01", CareCertificate, "2027-01-09")]
    [InlineData("2025-05-01", BasicSkills, "2027-01-09")]
    public void Only_a_recognised_award_from_the_day_after_to_the_last_day_counts(string awardedOn, int code, string until)
        => Of(AnEntry(new DateOnly(2024, 1, 10)), held: Award(DateOnly.ParseExact(awardedOn, "O"), code))!.Until.ShouldBe(DateOnly.ParseExact(until, "O"));

    [Fact]
    public void What_was_taken_back_restarts_nothing()
        => Of(AnEntry(new DateOnly(2024, 1, 10)), held: Award(new DateOnly(2026, 3, 2)) with { Withdrawal = new(DateTimeOffset.UtcNow, "Another person's.") })!
            .Until.ShouldBe(new DateOnly(2027, 1, 9));

    [Fact]
    public void The_set_of_the_day_decides_and_the_older_one_knows_no_qualifications()
    {
        var entry = AnEntry(new DateOnly(2024, 1, 10));

        var before = NextDue.Of(Learning.Of(entry), [Award(new DateOnly(2024, 5, 1))], RefreshRules.Current, null, Combination.Shortest, new DateOnly(2024, 8, 31))!;

        (before.Until, before.Rule.Version).ShouldBe((new DateOnly(2025, 1, 9), "2021"));
        NextDue.Of(Learning.Of(entry), [], RefreshRules.Current, null, Combination.Shortest, new DateOnly(2020, 12, 31)).ShouldBeNull();
    }

    [Fact]
    public void An_employer_asks_for_the_shorter_or_the_longer_interval_and_the_certificate_is_never_stretched()
    {
        var day = new DateOnly(2026, 1, 31);

        Of(AnEntry(day), employer: 13)!.Until.ShouldBe(new DateOnly(2027, 2, 27));
        Of(AnEntry(day), employer: 48, combination: Combination.Longest)!.Until.ShouldBe(new DateOnly(2030, 1, 30));
        Of(AnEntry(day), employer: 48)!.Rule.Kind.ShouldBe(DueRuleKind.National);
        var certificate = Of(AnEntry(day, validFor: 24), employer: 48, combination: Combination.Longest)!;
        (certificate.Until, certificate.Rule.Kind).ShouldBe((new DateOnly(2028, 1, 30), DueRuleKind.Course));
    }

    [Fact]
    public void A_subject_no_rule_speaks_of_does_not_fall_due()
        => Of(AnEntry(new DateOnly(2010, 1, 1), category: 21)).ShouldBeNull();

    [Fact]
    public void One_more_qualification_never_makes_anything_due_earlier()
        => Hold(Day, (one, more) => (Of(one, [.. one.Held, Award(more)])?.Until ?? DateOnly.MaxValue) >= (Of(one, one.Held)?.Until ?? DateOnly.MaxValue));

    [Fact]
    public void The_order_of_the_qualifications_does_not_matter()
        => Hold(Day, (one, _) => Of(one, one.Held) == Of(one, [.. Enumerable.Reverse(one.Held)]));

    [Fact]
    public void The_longer_interval_is_never_due_before_the_shorter()
        => Hold(Day, (one, _) => Until(one with { Combination = Combination.Longest }) >= Until(one with { Combination = Combination.Shortest }));

    [Fact]
    public void Nothing_counts_longer_than_its_certificate_or_for_less_than_a_month_less_a_day()
        => Hold(Day, (one, _) => Until(one) <= (one.Entry.ValidUntil ?? DateOnly.MaxValue) && Until(one) >= one.Entry.CompletedOn.AddDays(27));

    private static void Hold(Gen<DateOnly> days, Func<(Entry Entry, int? Employer, Combination Combination, Qualification[] Held), DateOnly, bool> property)
        => Prop.ForAll(Case.SelectMany(one => days.Select(day => (one, day))).ToArbitrary(), given => property(given.one, given.day))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static DateOnly Until((Entry Entry, int? Employer, Combination Combination, Qualification[] Held) one) => Of(one, one.Held)?.Until ?? DateOnly.MaxValue;

    private static Due? Of((Entry Entry, int? Employer, Combination Combination, Qualification[] Held) one, Qualification[] held)
        => NextDue.Of(Learning.Of(one.Entry), held, RefreshRules.Current, one.Employer, one.Combination, Today);

    private static Due? Of(Entry entry, int? employer = null, Combination combination = Combination.Shortest, params Qualification[] held)
        => NextDue.Of(Learning.Of(entry), held, RefreshRules.Current, employer, combination, Today);

    private static Entry AnEntry(DateOnly completedOn, int? validFor = null, int category = Safeguarding)
        => Entry.OfEmployer(
            Guid.NewGuid(), Guid.NewGuid(), "Rosewood Care", "Safeguarding adults", category, completedOn,
            validFor is { } months ? Entry.LastValidDay(completedOn, months) : null, DateTimeOffset.UtcNow);

    private static Qualification Award(DateOnly awardedOn, int code = CareCertificate)
        => new(Guid.NewGuid(), code, awardedOn, null, new RecordedBy(null, null, null, null, null, null), Assurance.Recorded, DateTimeOffset.UtcNow, null);
}
