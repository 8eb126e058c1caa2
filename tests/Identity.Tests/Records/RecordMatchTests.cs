using Academy.Identity.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Identity.Tests.Records;

public sealed class RecordMatchTests
{
    private static readonly Gen<string> Name = Gen.Elements("amara okafor", "okafor", "li wei", "");
    private static readonly Gen<DateOnly> Day = Gen.Elements(new DateOnly(1990, 2, 3), new DateOnly(1985, 12, 31));
    private static readonly Gen<string> Number = Gen.Elements("AAAAAAAAA", "BBBBBBBBB", "CCCCCCCCC");
    private static readonly Gen<string> Employer = Gen.Elements("oak care", "elm house", "");

    private static readonly Gen<RecordClaim> Claim =
        from name in Name
        from day in Day
        from number in Gen.OneOf(Number.Select(n => (string?)n), Gen.Constant((string?)null))
        from employer in Gen.OneOf(Employer.Select(n => (string?)n), Gen.Constant((string?)null))
        select new RecordClaim(name, day, number, employer);

    private static readonly Gen<RecordFacts> Record =
        from names in Name.Where(name => name.Length > 0).ArrayOf(2)
        from day in Day
        from number in Number
        from employers in Employer.Where(name => name.Length > 0).ArrayOf()
        select new RecordFacts(Guid.NewGuid(), names, day, number, employers);

    [Fact]
    public void Whoever_is_linked_agrees_in_three_facts_and_the_birthday_and_nobody_else_does()
        => Hold((claim, records) => RecordMatch.Decide(claim, records) is not { } learner
            || records.Where(record => RecordMatch.IsStrong(RecordMatch.Agreeing(claim, record))).Select(record => record.LearnerId).SequenceEqual([learner]));

    [Fact]
    public void One_strong_candidate_is_always_linked_and_two_never_are()
        => Hold((claim, records) =>
        {
            var strong = records.Count(record => RecordMatch.IsStrong(RecordMatch.Agreeing(claim, record)));
            return RecordMatch.Decide(claim, records) is null == (strong != 1);
        });

    [Fact]
    public void The_order_of_the_candidates_does_not_matter()
        => Hold((claim, records) => RecordMatch.Decide(claim, records) == RecordMatch.Decide(claim, Enumerable.Reverse(records)));

    [Fact]
    public void A_candidate_who_is_not_strong_changes_nothing()
        => Hold((claim, records) =>
        {
            var strong = records.Where(record => RecordMatch.IsStrong(RecordMatch.Agreeing(claim, record))).ToArray();
            return RecordMatch.Decide(claim, records) == RecordMatch.Decide(claim, strong);
        });

    [Fact]
    public void What_is_not_said_never_agrees()
        => Hold((claim, records) =>
        {
            var silent = claim with { Name = "", AcademyNumber = null, Employer = null };
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

    [Fact]
    public void The_key_of_a_key_is_itself_and_any_text_has_one()
        => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.GeneratorFor<string>().ToArbitrary(), text =>
        {
            var key = MatchKey.OfPerson(WellFormed(text ?? ""));
            return MatchKey.OfPerson(key) == key && key == key.Trim();
        }));

    [Fact]
    public void Words_in_any_order_and_case_make_the_same_key()
        => Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Elements("Amara", "O'Brien", "Siân", "Łucja", "de", "La", "Müller").ArrayOf().SelectMany(words => Gen.Shuffle(words).Select(other => (words, other))).ToArbitrary(),
            names => MatchKey.OfPerson(string.Join(' ', names.words)) == MatchKey.OfPerson(string.Join('-', names.other).ToUpperInvariant())));

    // Lone halves of surrogate pairs cannot come in by JSON.
    private static string WellFormed(string text) => string.Concat(text.Where(symbol => !char.IsSurrogate(symbol)));

    private static void Hold(Func<RecordClaim, RecordFacts[], bool> holds)
        => Prop.ForAll(Claim.ToArbitrary(), Record.ArrayOf().ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
