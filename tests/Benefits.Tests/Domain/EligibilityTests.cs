using Academy.Benefits.Domain;
using Academy.Contracts.Learner;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Benefits.Tests.Domain;

public sealed class EligibilityTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly Gen<DateOnly> Days = Gen.Choose(-20, 40).Select(Today.AddDays);

    private static readonly Gen<EmployerStanding> Standings =
        from kind in Gen.Elements(EmployerStandingKind.Gold, EmployerStandingKind.Silver)
        from start in Days
        from days in Gen.Choose(0, 30)
        select new EmployerStanding(kind, start, start.AddDays(days));

    private static readonly Gen<Work> Employments =
        from standings in Gen.Choose(0, 3).SelectMany(count => Standings.ArrayOf(count))
        from role in Gen.Choose(8, 9)
        from start in Days
        from ends in Gen.Elements(true, false)
        from days in Gen.Choose(0, 40)
        select new Work("Acorn Homecare", role, start, ends ? start.AddDays(days) : null, standings);

    private static readonly Gen<LearnerFacts> Learners =
        from tier in Gen.Choose(0, 3)
        from work in Gen.Choose(0, 4).SelectMany(count => Employments.ArrayOf(count))
        select new LearnerFacts(tier, work);

    private static readonly Gen<EligibilityRule> Rules =
        from tier in Gen.Choose(0, 2)
        from gold in Gen.Elements(true, false)
        from role in Gen.Elements(true, false)
        from work in Gen.Elements(true, false)
        select new EligibilityRule(tier, gold ? [EmployerStandingKind.Gold] : null, role ? [8] : null, work);

    private static readonly Gen<Offer> Offers =
        from first in Rules
        from second in Rules
        from change in Gen.Choose(1, 30)
        from until in Gen.Choose(30, 60)
        select AnOffer(first, until: Today.AddDays(until), (Today.AddDays(change), second));

    [Fact]
    public void A_missing_tier_is_said_in_one_sentence()
    {
        var eligibility = Eligibility.Of(new LearnerFacts(1, []), AnOffer(new EligibilityRule(2)), Today);

        eligibility.IsEligible.ShouldBeFalse();
        eligibility.Reasons.ShouldBe(["You need tier 2. You are at tier 1."]);
        eligibility.ValidUntil.ShouldBeNull();
    }

    [Fact]
    public void Without_an_employer_in_standing_the_reason_names_the_one_there_is()
    {
        var rule = new EligibilityRule(0, [EmployerStandingKind.Gold, EmployerStandingKind.HertsCarePartner]);
        var learner = new LearnerFacts(0, [AJob()]);

        Eligibility.Of(learner, AnOffer(rule), Today).Reasons
            .ShouldBe(["You need to work for an employer that is Gold or a Herts Care Partner. Acorn Homecare is not."]);
        Eligibility.Of(new LearnerFacts(0, []), AnOffer(rule), Today).Reasons
            .ShouldBe(["You need to work for an employer that is Gold or a Herts Care Partner. We know of no employment of yours today."]);
    }

    [Fact]
    public void Standing_and_job_role_must_be_those_of_one_employment()
    {
        var rule = new EligibilityRule(0, [EmployerStandingKind.Gold], [8]);
        var learner = new LearnerFacts(0, [AJob(role: 8), AJob(role: 9, Gold(30))]);

        var eligibility = Eligibility.Of(learner, AnOffer(rule), Today);

        eligibility.Reasons.ShouldBe(["You need job role 8 (ASC-WDS code). It must be with that employer."]);
    }

    [Fact]
    public void A_job_role_nobody_told_of_is_not_the_one_asked_for()
        => Eligibility.Of(new LearnerFacts(0, [AJob(role: null)]), AnOffer(new EligibilityRule(0, null, [8, 9])), Today).Reasons
            .ShouldBe(["You need job role 8 or 9 (ASC-WDS code). Yours is another."]);

    [Fact]
    public void Before_it_begins_and_after_it_ended_an_offer_is_for_nobody()
    {
        var offer = AnOffer(new EligibilityRule(0), until: Today.AddDays(9));

        Eligibility.Of(new LearnerFacts(5, []), offer, Today.AddDays(-31)).Reasons.ShouldBe(["This offer begins on 23 October 2026."]);
        Eligibility.Of(new LearnerFacts(5, []), offer, Today.AddDays(10)).Reasons.ShouldBe(["This offer ended on 1 December 2026."]);
    }

    [Theory]
    [InlineData(10, null, 10)]
    [InlineData(200, null, 60)]
    [InlineData(200, 5, 5)]
    public void It_is_valid_until_the_first_of_standing_employment_and_offer_ends(int standing, int? employment, int expected)
    {
        var learner = new LearnerFacts(0, [AJob(until: employment is { } days ? Today.AddDays(days) : null, standings: Gold(standing))]);

        var eligibility = Eligibility.Of(learner, AnOffer(new EligibilityRule(0, [EmployerStandingKind.Gold])), Today);

        eligibility.Reasons.ShouldBe(["Acorn Homecare is Gold."]);
        eligibility.ValidUntil.ShouldBe(Today.AddDays(expected));
    }

    [Fact]
    public void A_rule_that_asks_for_more_from_a_day_on_ends_it_the_day_before()
    {
        var offer = AnOffer(new EligibilityRule(1), null, (Today.AddDays(7), new EligibilityRule(2)));

        Eligibility.Of(new LearnerFacts(1, []), offer, Today).ValidUntil.ShouldBe(Today.AddDays(6));
    }

    [Fact]
    public void It_holds_on_every_day_until_the_last_and_no_longer_on_the_next()
        => Check(
            from learner in Learners
            from offer in Offers
            let now = Eligibility.Of(learner, offer, Today)
            select now.ValidUntil is not { } last
                || (last >= Today
                    && Enumerable.Range(0, last.DayNumber - Today.DayNumber + 1).All(day => Eligibility.Of(learner, offer, Today.AddDays(day)).IsEligible)
                    && !Eligibility.Of(learner, offer, last.AddDays(1)).IsEligible));

    [Fact]
    public void Every_answer_has_its_reasons_or_asks_for_nothing()
        => Check(
            from learner in Learners
            from offer in Offers
            let answer = Eligibility.Of(learner, offer, Today)
            select answer.IsEligible
                ? answer.ValidUntil is not null
                : answer.Reasons.Count > 0 && answer.ValidUntil is null && answer.Reasons.All(reason => reason.EndsWith('.')));

    [Fact]
    public void A_higher_tier_never_takes_a_benefit_away()
        => Check(
            from learner in Learners
            from offer in Offers
            select !Eligibility.Of(learner, offer, Today).IsEligible
                || Eligibility.Of(learner with { Tier = learner.Tier + 1 }, offer, Today).IsEligible);

    [Fact]
    public void The_order_of_employments_does_not_matter()
        => Check(
            from learner in Learners
            from offer in Offers
            from shuffled in Gen.Shuffle(learner.Work.ToArray())
            let one = Eligibility.Of(learner, offer, Today)
            let other = Eligibility.Of(learner with { Work = shuffled }, offer, Today)
            select (one.IsEligible, one.ValidUntil) == (other.IsEligible, other.ValidUntil));

    private static void Check(Gen<bool> property)
        => Prop.ForAll(property.ToArbitrary(), holds => holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static Work AJob(int? role = 8, params EmployerStanding[] standings) => AJob(until: null, role, standings);

    private static Work AJob(DateOnly? until, int? role = 8, params EmployerStanding[] standings)
        => new("Acorn Homecare", role, Today.AddDays(-100), until, standings);

    private static EmployerStanding Gold(int days) => new(EmployerStandingKind.Gold, Today.AddDays(-3), Today.AddDays(days));

    private static Offer AnOffer(EligibilityRule rule, DateOnly? until = null, params (DateOnly From, EligibilityRule Rule)[] later)
    {
        var offer = Offer.Publish(
            Guid.NewGuid(), "Swimming", "At every pool.", Today.AddDays(-30), until ?? Today.AddDays(60), rule, DateTimeOffset.UnixEpoch);
        foreach (var (from, changed) in later)
        {
            offer.ChangeRule(from, changed, Today, DateTimeOffset.UnixEpoch);
        }

        return offer;
    }
}
