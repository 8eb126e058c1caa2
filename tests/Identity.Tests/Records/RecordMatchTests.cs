using Academy.Identity.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Identity.Tests.Records;

public sealed class RecordMatchTests
{
    private static readonly DateOnly Born = new(1990, 2, 3);
    private static readonly Gen<string> Name = Gen.Elements("amara okafor", "okafor", "li wei", "");
    private static readonly Gen<DateOnly> Day = Gen.Elements(Born, new DateOnly(1985, 12, 31));
    private static readonly Gen<string> Number = Gen.Elements("AAAAAAAAA", "BBBBBBBBB", "CCCCCCCCC");
    private static readonly Gen<string> Employer = Gen.Elements("oak care", "elm house", "");
    private static readonly Gen<string> Course = Gen.Elements("handling moving", "aid first", "");

    private static readonly Gen<RecordClaim> Claim =
        from name in Name
        from day in Day
        from number in Gen.OneOf(Number.Select(n => (string?)n), Gen.Constant((string?)null))
        from employer in Gen.OneOf(Employer.Select(n => (string?)n), Gen.Constant((string?)null))
        from course in Gen.OneOf(Course.Select(n => (string?)n), Gen.Constant((string?)null))
        select new RecordClaim(name, day, number, employer, course);

    private static readonly Gen<RecordFacts> Record =
        from names in Name.Where(name => name.Length > 0).ArrayOf(2)
        from day in Day
        from number in Number
        from employers in Employer.Where(name => name.Length > 0).ArrayOf()
        from courses in Course.Where(title => title.Length > 0).ArrayOf()
        select new RecordFacts(Guid.NewGuid(), names, day, number, employers, courses);

    [Fact]
    public void Whoever_is_linked_agrees_in_name_birthday_and_one_thing_more_and_nobody_else_does()
        => Hold((claim, records) => RecordMatch.Decide(claim, records) is not { } learner
            || records.Where(record => record.DateOfBirth == claim.DateOfBirth && record.Names.Contains(claim.Name) && RecordMatch.Agreeing(claim, record).Count > 2)
                .Select(record => record.LearnerId).SequenceEqual([learner]));

    [Fact]
    public void One_strong_candidate_is_always_linked_and_two_never_are()
        => Hold((claim, records) =>
        {
            var claimed = claim with { LastCourse = null };
            var strong = records.Count(record => RecordMatch.IsStrong(RecordMatch.Agreeing(claimed, record)));
            return RecordMatch.Decide(claimed, records) is null == (strong != 1);
        });

    [Fact]
    public void Who_is_found_by_the_last_course_alone_has_no_namesake_born_the_same_day()
        => Hold((claim, records) =>
        {
            if (RecordMatch.Decide(claim, records) is not { } found || RecordMatch.Decide(claim with { LastCourse = null }, records) == found)
            {
                return true;
            }

            var (own, others) = (records.Single(record => record.LearnerId == found), records.Where(record => record.LearnerId != found));
            return own.DateOfBirth == claim.DateOfBirth && own.LastCourses.Contains(claim.LastCourse!)
                && own.Names.Contains(claim.Name)
                && !others.Any(other => other.DateOfBirth == claim.DateOfBirth && other.Names.Contains(claim.Name));
        });

    [Fact]
    public void Name_birthday_and_last_course_find_a_record_unless_somebody_else_has_name_and_birthday_too()
    {
        var claim = new RecordClaim("amara okafor", Born, null, null, "handling moving");
        var (own, namesake) = (ARecord("handling moving"), ARecord("aid first"));

        RecordMatch.Decide(claim, [own]).ShouldBe(own.LearnerId);
        RecordMatch.Decide(claim, [own, namesake]).ShouldBeNull();
        RecordMatch.Decide(claim, [namesake]).ShouldBeNull();
        RecordMatch.Decide(claim with { Employer = "oak care" }, [own, namesake with { Employers = [] }]).ShouldBe(own.LearnerId);
    }

    [Fact]
    public void What_colleagues_have_in_common_or_a_badge_tells_is_not_enough_without_the_name()
    {
        var claim = new RecordClaim("grace mensah", Born, null, "oak care", "handling moving");

        RecordMatch.Agreeing(claim, ARecord("handling moving")).ShouldBe([RecordFact.DateOfBirth, RecordFact.Employer, RecordFact.LastCourse]);
        RecordMatch.Decide(claim, [ARecord("handling moving")]).ShouldBeNull();
        RecordMatch.Decide(claim with { AcademyNumber = "AAAAAAAAA" }, [ARecord("handling moving")]).ShouldBeNull();
        RecordMatch.Decide(claim with { AcademyNumber = "AAAAAAAAA", Name = "amara okafor" }, [ARecord("handling moving")]).ShouldNotBeNull();
    }

    [Fact]
    public void The_order_of_the_candidates_does_not_matter()
        => Hold((claim, records) => RecordMatch.Decide(claim, records) == RecordMatch.Decide(claim, Enumerable.Reverse(records)));

    [Fact]
    public void A_candidate_who_is_not_strong_and_of_another_name_or_birthday_changes_nothing()
        => Hold((claim, records) =>
        {
            var counting = records.Where(record => RecordMatch.IsStrong(RecordMatch.Agreeing(claim, record))
                || (record.DateOfBirth == claim.DateOfBirth && record.Names.Contains(claim.Name))).ToArray();
            return RecordMatch.Decide(claim, records) == RecordMatch.Decide(claim, counting);
        });

    [Fact]
    public void What_is_not_said_never_agrees()
        => Hold((claim, records) =>
        {
            var silent = claim with { Name = "", AcademyNumber = null, Employer = null, LastCourse = null };
            return records.All(record => RecordMatch.Agreeing(silent, record).All(fact => fact == RecordFact.DateOfBirth));
        });

    [Theory]
    [InlineData("Amara Okafor", "OKAFOR, Amara")]
    [InlineData("Siân O'Brien-Jones", "sian obrien jones")]
    [InlineData("Siân O\u2019Brien-Jones", "Jones-O'Brien Sian")]
    [InlineData("Zoë Łukasz", "zoe lukasz")]
    [InlineData("Oluwaṣeun Adébáyọ̀", "Adebayo Oluwaseun")]
    [InlineData("Jürgen Weiß", "WEISS Jurgen")]
    [InlineData("محمد الأحمد", "الأحمد محمد")]
    [InlineData("  Nguyễn   Thị  Hoa ", "Hoa Thi Nguyen")]
    public void Names_that_differ_in_how_they_are_typed_are_the_same(string one, string other)
        => MatchKey.OfPerson(one).ShouldBe(MatchKey.OfPerson(other));

    [Theory]
    [InlineData("Amara Okafor", "Amara Okafo")]
    [InlineData("Amara Okafor", "Amara")]
    [InlineData("Ann Lee", "Anne Lee")]
    [InlineData("王伟", "王芳")]
    public void Other_names_are_other_names(string one, string other)
        => MatchKey.OfPerson(one).ShouldNotBe(MatchKey.OfPerson(other));

    [Theory]
    [InlineData("Oak Care Ltd.", "The OAK-CARE Limited")]
    [InlineData("Elm & Ash Homes CIC", "elm and ash homes")]
    [InlineData("The Limited", "the limited")]
    public void Employers_are_compared_without_their_legal_form(string one, string other)
        => MatchKey.OfEmployer(one).ShouldBe(MatchKey.OfEmployer(other));

    [Theory]
    [InlineData("Moving and Handling of People", "moving & handling people")]
    [InlineData("Handling and moving", "The Moving-and-Handling course")]
    [InlineData("First aid at work: level 3", "first aid at work level 3 training")]
    [InlineData("Training", "training")]
    public void Courses_are_compared_as_people_remember_them(string one, string other)
        => MatchKey.OfCourse(one).ShouldBe(MatchKey.OfCourse(other));

    [Theory]
    [InlineData("First aid level 2", "First aid level 3")]
    [InlineData("Moving and handling", "Moving")]
    [InlineData("Training", "Course")]
    public void Other_courses_are_other_courses(string one, string other)
        => MatchKey.OfCourse(one).ShouldNotBe(MatchKey.OfCourse(other));

    [Fact]
    public void The_key_of_a_key_is_itself_and_any_text_has_one()
        => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.GeneratorFor<string>().ToArbitrary(), text =>
        {
            var (key, course) = (MatchKey.OfPerson(WellFormed(text ?? "")), MatchKey.OfCourse(WellFormed(text ?? "")));
            return MatchKey.OfPerson(key) == key && key == key.Trim() && MatchKey.OfCourse(course) == course;
        }));

    [Fact]
    public void Words_in_any_order_and_case_make_the_same_key()
        => Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Elements("Amara", "O'Brien", "Siân", "Łucja", "de", "La", "Müller").ArrayOf().SelectMany(words => Gen.Shuffle(words).Select(other => (words, other))).ToArbitrary(),
            names => MatchKey.OfPerson(string.Join(' ', names.words)) == MatchKey.OfPerson(string.Join('-', names.other).ToUpperInvariant())));

    private static RecordFacts ARecord(params string[] lastCourses)
        => new(Guid.NewGuid(), ["amara okafor"], Born, "AAAAAAAAA", ["oak care"], lastCourses);

    // Lone halves of surrogate pairs cannot come in by JSON.
    private static string WellFormed(string text) => string.Concat(text.Where(symbol => !char.IsSurrogate(symbol)));

    private static void Hold(Func<RecordClaim, RecordFacts[], bool> holds)
        => Prop.ForAll(Claim.ToArbitrary(), Record.ArrayOf().ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
