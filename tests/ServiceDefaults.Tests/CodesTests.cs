using FsCheck;
using FsCheck.Fluent;

namespace Academy.ServiceDefaults.Tests;

public sealed class CodesTests
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly Arbitrary<string> Code = Gen.Constant(0).Select(_ => Codes.New()).ToArbitrary();

    [Fact]
    public void A_code_is_read_in_any_spelling()
        => Prop.ForAll(Code.Generator.SelectMany(Spelling, (code, typed) => (code, typed)).ToArbitrary(), pair =>
        {
            Codes.TryRead(pair.typed, out var read).ShouldBeTrue(pair.typed);
            read.ShouldBe(pair.code);
        }).Check(Often);

    [Fact]
    public void A_code_with_any_one_symbol_changed_is_refused()
        => Prop.ForAll(Code, code =>
        {
            var changed = from at in Enumerable.Range(0, code.Length)
                          from symbol in Symbols + "U*~$=é"
                          where symbol != code[at]
                          select code[..at] + symbol + code[(at + 1)..];
            changed.Where(typed => Codes.TryRead(typed, out _)).ShouldBeEmpty();
        }).Check(Often);

    [Fact]
    public void A_code_with_any_two_neighbours_swapped_is_refused()
    {
        var payloads = Gen.Elements(Symbols.ToCharArray()).ArrayOf(8).Select(symbols => WithCheck(new string(symbols)));

        Prop.ForAll(payloads.ToArbitrary(), code =>
        {
            var swapped = from at in Enumerable.Range(0, code.Length - 1)
                          where code[at] != code[at + 1]
                          select code[..at] + code[at + 1] + code[at] + code[(at + 2)..];
            swapped.Where(typed => Codes.TryRead(typed, out _)).ShouldBeEmpty(code);
        }).Check(Often);
    }

    [Fact]
    public void Every_pair_of_symbols_is_told_from_its_swap()
    {
        var pairs = from one in Symbols from other in Symbols where one != other select (one, other);

        pairs.Where(pair => WithCheck($"000{pair.one}{pair.other}000")[^1] == WithCheck($"000{pair.other}{pair.one}000")[^1]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("CPA")]
    [InlineData("0000-0000-0000-0000-0000")]
    public void What_is_no_code_is_refused(string? typed) => Codes.TryRead(typed, out _).ShouldBeFalse();

    [Fact]
    public void Codes_do_not_repeat()
        => Enumerable.Range(0, 10_000).Select(_ => Codes.New()).Distinct().Count().ShouldBe(10_000);

    private static Gen<string> Spelling(string code)
        => from lower in Gen.Elements(true, false)
           from separator in Gen.Elements("", " ", "-", " - ", ".", "–", "‐", "\u00A0")
           from prefix in Gen.Elements("", "CPA", "cpa ", "CPA-")
           from zero in Gen.Elements('0', 'O', 'o')
           from one in Gen.Elements('1', 'I', 'i', 'L', 'l')
           let spelled = prefix + string.Join(separator, Codes.Show(code).Split('-')).Replace('0', zero).Replace('1', one)
           select lower ? spelled.ToLowerInvariant() : spelled;

    /// <summary>The one symbol that makes a code of it, found by trying.</summary>
    private static string WithCheck(string payload)
        => Symbols.Select(symbol => payload + symbol).Single(code => Codes.TryRead(code, out _));
}
