using System.Text;

namespace Academy.AscWds.Tests;

public sealed class BulkUploadFileTests
{
    [Theory]
    [InlineData(Csv.Workplace, BulkUploadKind.Workplace)]
    [InlineData(Csv.OldWorkplace, BulkUploadKind.Workplace)]
    [InlineData(Csv.Worker, BulkUploadKind.Worker)]
    [InlineData(Csv.OldWorker, BulkUploadKind.Worker)]
    [InlineData(Csv.Training8, BulkUploadKind.Training)]
    [InlineData(Csv.Training12 + ",,,", BulkUploadKind.Training)]
    public void Each_file_is_known_by_its_header(string header, BulkUploadKind kind)
    {
        var file = BulkUploadFile.Open(Csv.Stream(header));

        file.Refusal.ShouldBeNull();
        file.Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("\r\n\r\n", 10)]
    [InlineData("PK\u0003\u0004rest", 20)]
    [InlineData("%PDF-1.7", 20)]
    [InlineData("Ada,AB123456C,1990", 30)]
    [InlineData(Csv.Training8 + ",COLOUR", 40)]
    [InlineData("LOCALESTID,UNIQUEWORKERID,CATEGORY,DESCRIPTION,EXPIRYDATE,ACCREDITED,NOTES", 50)]
    [InlineData(Csv.Training8 + ",TRAININGNAME", 60)]
    [InlineData(Csv.Training8 + ",NOTES", 60)]
    [InlineData(Csv.Worker, 80)]
    public void A_file_that_cannot_be_read_is_refused_as_its_only_row(string text, int code)
    {
        var row = Csv.Train(text).ShouldHaveSingleItem();

        row.IsRefusal.ShouldBeTrue();
        row.Value.ShouldBeNull();
        row.Problems.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void A_workbook_is_answered_with_what_to_do() => Csv.Train("PK\u0003\u0004").Single().Problems.Single().Message
        .ShouldBe("This is an Excel workbook. Save it as CSV (Comma delimited) and send that.");

    [Fact]
    public void An_unknown_or_missing_column_is_named()
    {
        Csv.Train(Csv.Training8 + ",COLOUR").Single().Problems.Single().Message.ShouldStartWith("COLOUR is not a column of the training file.");
        Csv.Train(Csv.Training8 + ",AB123456C").Single().Problems.Single().Message.ShouldStartWith("Column 9 is not");
        Csv.Train(Csv.Training8.Replace("NOTES", "", StringComparison.Ordinal)).Single().Problems.Single().Column.ShouldBe("NOTES");
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void Rows_are_counted_as_a_spreadsheet_counts_them(string end)
    {
        var text = string.Join(end, "", Csv.Training8, "a,1,6,\"two\nlines\",14/05/2026,,,", "", ",,,,,,,", "b,2,6", "c,3,6,x,14/05/2026,,,,,", "d,4,6,x,14/05/2026,,,,9", "");

        var rows = TrainingFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Csv.Today).ToList();

        rows.Select(r => (r.Row, r.Value is not null)).ShouldBe([(3, true), (6, false), (7, true), (8, false)]);
        rows[1].Problems.ShouldHaveSingleItem().Code.ShouldBe(90);
    }

    [Fact]
    public void A_line_that_is_too_long_ends_the_file_and_keeps_what_came_before()
    {
        var rows = Csv.Train(Csv.Training8, "a,1,6,x,14/05/2026,,,", new string('x', 20_001), "b,1,6,x,14/05/2026,,,");

        rows.Select(r => r.IsRefusal).ShouldBe([false, true]);
        rows[1].Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe(70), p => p.Row.ShouldBe(3));
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_a_long_file()
    {
        var rows = Csv.Train([Csv.Training8, "a,1,6,\"x,14/05/2026,,,", .. Enumerable.Repeat("b,1,6,x,14/05/2026,,,", 2000)]);

        rows.ShouldHaveSingleItem().Problems.ShouldHaveSingleItem().Code.ShouldBe(70);
    }

    [Fact]
    public void Names_saved_by_Excel_in_Windows_1252_are_read()
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var text = $"{Csv.Training8}\r\nOak,1,6,Siân’s café,14/05/2026,,,";

        TrainingFile.Read(new MemoryStream(windows.GetBytes(text)), Csv.Today).Single().Value!.Title.ShouldBe("Siân’s café");
    }

    [Fact]
    public void Reading_the_rows_a_second_time_fails_instead_of_finding_none()
    {
        var rows = TrainingFile.Read(Csv.Stream(Csv.Training8, "a,1,6,x,14/05/2026,,,"), Csv.Today);

        rows.Count().ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => rows.Count());
    }

    [Fact]
    public void Fifty_thousand_rows_are_read_one_by_one()
    {
        var rows = TrainingFile.Read(new EndlessRows(), Csv.Today).Take(50_000).Count(row => row.Value is not null);

        rows.ShouldBe(50_000);
    }

    private sealed class EndlessRows : MemoryStream
    {
        private int row;

        public override int Read(Span<byte> buffer) =>
            Encoding.ASCII.GetBytes(row++ == 0 ? Csv.Training8 + "\n" : $"Oak,{row},6,x,14/05/2026,,,\n", buffer);
    }
}
