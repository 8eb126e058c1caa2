namespace Academy.AscWds.Tests;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44 20", "'+44 20")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =HYPERLINK(1)", "'  =HYPERLINK(1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\n1", "'\n1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void No_text_is_taken_for_a_formula(string text, string inert) => CsvText.Inert(text).ShouldBe(inert);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("one\r\ntwo", "\"one\r\ntwo\"")]
    public void A_cell_is_in_quotes_where_it_needs_them(string text, string cell) => CsvText.Cell(text).ShouldBe(cell);

    [Fact]
    public void On_one_line_blanks_are_single() => CsvText.OnOneLine(" a\r\n\tb  c ").ShouldBe("a b c");
}
