using Academy.AscWds.Codes;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Passport.Tests.Domain;

public sealed class CareCertificateTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly Guid[] Employers = [Guid.NewGuid(), Guid.NewGuid()];

    private static readonly Gen<StandardAssessment> Assessed =
        from version in Gen.Elements(2015, 2025)
        from standard in Gen.Choose(1, version == 2015 ? 15 : 16)
        from employer in Gen.Elements(Employers)
        from day in Gen.Choose(0, 500)
        from isWithdrawn in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select Assessment(version, standard, employer, new DateOnly(2025, 3, 1).AddDays(day), isWithdrawn);

    [Theory]
    [InlineData(2015, 15)]
    [InlineData(2025, 16)]
    public void It_is_complete_when_all_standards_of_its_version_are_met_and_not_before(int version, int standards)
    {
        var all = Enumerable.Range(1, standards).Select(number => Assessment(version, number)).ToList();

        CareCertificate.Of(version, all, []).IsComplete.ShouldBeTrue();
        CareCertificate.Of(version, all, []).LastMetOn.ShouldBe(all[0].AssessedOn);
        for (var missing = 0; missing < standards; missing++)
        {
            var almost = CareCertificate.Of(version, [.. all.Where((_, index) => index != missing)], []);
            (almost.IsComplete, almost.Met, almost.Missing.Single().Standard.Number).ShouldBe((false, standards - 1, missing + 1));
        }
    }

    [Fact]
    public void An_old_certificate_is_never_judged_by_the_new_list()
        => Hold(given => CareCertificate.Of(2015, given, []) is var old && old.Standards.Count == 15
            && Same(old, CareCertificate.Of(2015, [.. given.Where(one => one.Version == 2015)], []))
            && Same(CareCertificate.Of(2025, given, []), CareCertificate.Of(2025, [.. given.Where(one => one.Version == 2025)], [])));

    [Fact]
    public void Order_and_repetition_of_the_assessments_do_not_matter()
        => Hold(given => Same(CareCertificate.Of(2025, given, []), CareCertificate.Of(2025, [.. given.Reverse(), .. given], [])));

    [Fact]
    public void One_more_assessment_never_takes_a_standard_away_and_what_was_withdrawn_meets_none()
        => Hold(given => given.Length == 0 || Enumerable.Range(1, given.Length)
            .All(count => CareCertificate.Of(2025, given[..count], []).Met >= CareCertificate.Of(2025, given[..(count - 1)], []).Met
                && CareCertificate.Of(2025, [.. given[..count].Where(one => one.IsWithdrawn)], []).Met == 0));

    [Theory]
    [InlineData(2015, "2015-03-31", false)]
    [InlineData(2015, "2015-04-01", true)]
    [InlineData(2015, "2025-07-31", true)]
    [InlineData(2015, "2025-08-01", false)]
    [InlineData(2025, "2025-02-28", false)]
    [InlineData(2025, "2025-03-01", true)]
    [InlineData(2025, "2026-11-30", true)]
    [InlineData(2025, "2026-12-01", false)]
    public void A_version_can_be_begun_on_its_days(int version, string day, bool canBe)
        => (CareCertificate.WhyNot(version, DateOnly.ParseExact(day, "O"), [], Today) is null).ShouldBe(canBe);

    [Fact]
    public void Whoever_began_the_version_of_2015_in_time_finishes_it()
    {
        var (day, begun) = (new DateOnly(2025, 11, 3), Assessment(2015, 1, day: new DateOnly(2025, 7, 31)));

        CareCertificate.WhyNot(2015, day, [begun], Today).ShouldBeNull();
        CareCertificate.WhyNot(2015, day, [begun with { Version = 2025 }], Today).ShouldNotBeNull();
        CareCertificate.WhyNot(2015, day, [begun with { AssessedOn = new DateOnly(2025, 8, 1) }], Today).ShouldNotBeNull();
        CareCertificate.WhyNot(2015, day, [begun with { Withdrawal = new(DateTimeOffset.UtcNow, "Somebody else.") }], Today).ShouldNotBeNull().ShouldContain("2025-07-31");
    }

    [Theory]
    [InlineData(20, "10 10")]
    [InlineData(12, "9 16")]
    [InlineData(43, " 16")]
    [InlineData(14, "9 5")]
    [InlineData(22, "5,7 5,7")]
    [InlineData(13, " ")]
    public void Training_is_knowledge_for_the_standards_it_prepares_for_and_meets_none(int category, string standards)
    {
        var entry = AnEntry(category);
        var (old, latest) = (CareCertificate.Of(2015, [], [entry]), CareCertificate.Of(2025, [], [entry]));

        (old.Met + latest.Met).ShouldBe(0);
        $"{Prepared(old)} {Prepared(latest)}".ShouldBe(standards);
        static string Prepared(CareCertificate one) => string.Join(',', one.Standards.Where(s => s.Knowledge.Count > 0).Select(s => s.Standard.Number));
    }

    [Fact]
    public void A_course_that_says_which_standards_it_teaches_is_knowledge_for_those_and_no_others()
    {
        var version = CourseVersion.Of(Guid.NewGuid());
        version.Take(new CoursePublished(
            version.Id, 1, Guid.NewGuid(), Guid.NewGuid(), "Induction", "1", 20, 6, 85, null, CourseMode.FaceToFace, DateTimeOffset.UtcNow, CareCertificate: new(2025, [1, 3])));
        var taught = new TaughtCourse(version.Id, version.Title, 20, version.TrainingProviderId, "Northgate", Guid.NewGuid(), "Dev Patel");
        var entry = Entry.OfCompletion(Guid.NewGuid(), version, taught, new DateOnly(2026, 3, 1), DateTimeOffset.UtcNow, new Assessment(Assurance.Recorded, false, []));

        CareCertificate.Of(2025, [], [entry]).Standards.Where(s => s.Knowledge.Count > 0).Select(s => s.Standard.Number).ShouldBe([1, 3]);
        CareCertificate.Of(2015, [], [entry]).Standards.ShouldAllBe(s => s.Knowledge.Count == 0);
    }

    [Fact]
    public void The_award_meets_what_asks_for_the_care_certificate_and_no_subject()
    {
        var (asked, other) = (new Requirement(null, [], null, "CARECERT"), new Requirement(Subjects.Other, [], null));
        var award = Entry.OfCareCertificate(Guid.NewGuid(), Organisation.Of(Employers[0]), 2015, new DateOnly(2024, 5, 2), DateTimeOffset.UtcNow);

        var met = Judge(asked, award);
        (met.Status, met.Name, met.Until).ShouldBe((RequirementStatus.Met, "Care Certificate", null));
        Judge(asked, AnEntry(Subjects.Other)).Reasons.ShouldBe(["Missing: Care Certificate"]);
        Judge(other, award).Status.ShouldBe(RequirementStatus.Missing);
        award.Withdraw("It was somebody else's.", DateTimeOffset.UtcNow);
        Judge(asked, award).Status.ShouldBe(RequirementStatus.Missing);

        static RequirementResult Judge(Requirement requirement, Entry entry) => requirement.Judge([entry], [], [], RefreshRules.Current, [], Today);
    }

    [Fact]
    public void Every_category_that_prepares_for_a_standard_is_one_of_the_data_set_s()
        => TrainingCategories.All.Count(category => CareCertificateStandards.Versions.SelectMany(CareCertificateStandards.Of)
            .Any(standard => StandardKnowledge.PreparesFor(AnEntry(category.Code), standard))).ShouldBe(19);

    private static void Hold(Func<StandardAssessment[], bool> property)
        => Prop.ForAll(Assessed.ArrayOf().ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static bool Same(CareCertificate one, CareCertificate other)
        => one.Standards.Select(s => (s.Standard, s.Assessment)).SequenceEqual(other.Standards.Select(s => (s.Standard, s.Assessment)));

    private static Entry AnEntry(int category)
        => Entry.OfEmployer(Guid.NewGuid(), Employers[0], "Rosewood", "A course", category, new DateOnly(2026, 3, 1), null, DateTimeOffset.UtcNow);

    private static StandardAssessment Assessment(int version, int standard, Guid? employer = null, DateOnly? day = null, bool isWithdrawn = false) => new(
        Guid.NewGuid(), version, standard, employer ?? Employers[0], "Rosewood", "Ruth Cole", "Registered manager", day ?? new DateOnly(2025, 6, 2), DateTimeOffset.UnixEpoch,
        isWithdrawn ? new EntryWithdrawal(DateTimeOffset.UnixEpoch, "Not so.") : null);
}
