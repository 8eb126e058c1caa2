using Academy.Learner.Domain;

namespace Academy.Learner.Tests.Domain;

public sealed class LikenessTests
{
    [Theory]
    [InlineData("Łukasz Wójcik", "wojcik  LUKASZ", LikenessSign.SameName)]
    [InlineData("Siân O'Brien-Jones", "Sian O’Brien Jones", LikenessSign.SameName)]
    [InlineData("Ma", "Ma", LikenessSign.SameName)]
    [InlineData("Nguyễn Thị Hà", "Ha Nguyen", LikenessSign.PartOfName)]
    [InlineData("Amara Okafor", "Amarra Okafor", LikenessSign.SimilarName)]
    [InlineData("Amara Okafor", "Amara Smith", LikenessSign.SameFirstName)]
    [InlineData("Amara Okafor", "Grace Mensah", null)]
    [InlineData("محمد الأحمد", "محمد الاحمد", LikenessSign.SameName)]
    [InlineData("...", "...", null)]
    public void Names_are_compared_as_people_write_them(string one, string other, LikenessSign? sign)
        => (Likeness.Of(Likeness.Names.Of(one, []), Likeness.Names.Of(other, []))?.Sign).ShouldBe(sign);

    [Fact]
    public void A_former_name_counts_a_little_less_than_the_name_of_today()
    {
        var former = Likeness.Of(Likeness.Names.Of("Amara Obi", ["Amara Okafor"]), Likeness.Names.Of("Amara Okafor", []))!;

        former.Sign.ShouldBe(LikenessSign.SameFormerName);
        former.Score.ShouldBeLessThan(Likeness.Of(Likeness.Names.Of("Amara Obi", []), Likeness.Names.Of("Amara Obi", []))!.Score);
    }

    [Fact]
    public void Who_is_compared_with_whom_makes_no_difference_and_everybody_is_like_themselves()
    {
        string[] words = ["Ana", "Anna", "Okafor", "Okafer", "Ma", "O'Brien", "Đỗ", "Jones-Smith", "Li", "Łucja"];
        var random = new Random(20261130);
        for (var tried = 0; tried < 2_000; tried++)
        {
            var (one, other) = (Some(), Some());
            Likeness.Of(one, other).ShouldBe(Likeness.Of(other, one));
            Likeness.Of(one, one)!.Score.ShouldBe(100);
        }

        Likeness.Names Some() => Likeness.Names.Of(Name(), random.Next(3) == 0 ? [Name()] : []);
        string Name() => string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => words[random.Next(words.Length)]));
    }
}
