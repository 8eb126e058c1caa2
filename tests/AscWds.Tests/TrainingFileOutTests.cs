using System.Text;
using Academy.AscWds.Codes;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.AscWds.Tests;

public sealed class TrainingFileOutTests
{
    [Fact]
    public void Any_training_that_is_written_reads_back_the_same()
    {
        var word = Gen.Elements("Siân", "O'Brien-Jones", "a, b", "c; d", "\"quoted\"", "محمد", "£5", "–", "W1");
        var text = word.NonEmptyListOf().Select(words => string.Join(' ', words.Take(5)));
        var rows = from workplace in text
                   from worker in text
                   from category in Gen.Elements(TrainingCategories.All.ToArray())
                   from title in text
                   from accredited in Gen.Elements<Accreditation?>(null, Accreditation.Yes)
                   from isExternal in Gen.Elements(true, false)
                   from how in Gen.Elements<TrainingDelivery?>(null, TrainingDelivery.FaceToFace, TrainingDelivery.ELearning)
                   from never in Gen.Elements(true, false)
                   from back in Gen.Choose(0, 4000)
                   from days in Gen.Choose(1, 4000)
                   let completed = Csv.Today.AddDays(-back)
                   select new TrainingRow(
                       workplace, worker, category, title, accredited, isExternal ? TrainingDeliverer.ExternalProvider : null, isExternal ? 999 : null, how, null, never,
                       completed, never ? null : completed.AddDays(days), null);

        Prop.ForAll(rows.Where(row => row.LocalEstablishmentId.Length <= 50 && row.UniqueWorkerId.Length <= 50).ToArbitrary(), row =>
        {
            var read = TrainingFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Written(row))), Csv.Today).ToList().ShouldHaveSingleItem();
            read.Problems.ShouldBeEmpty();
            read.Value.ShouldBe(row);
        }).Check(Config.QuickThrowOnFailure);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData(" two\r\n lines ", "two lines")]
    [InlineData("\t=1", "'=1")]
    [InlineData("Level 2 = good", "Level 2 = good")]
    public void A_spreadsheet_takes_no_title_for_a_formula(string title, string written)
        => Read(title).ShouldBe(written);

    [Fact]
    public void A_title_that_is_too_long_is_cut_and_no_letter_with_it()
    {
        Read(new string('x', 121)).ShouldBe(new string('x', 120));
        Read(new string('x', 119) + "🔥").ShouldBe(new string('x', 119));
    }

    private static string? Read(string title)
    {
        TrainingCategories.TryGet(6, out var fire);
        var row = new TrainingRow("W1", "1", fire!, title, null, null, null, null, null, true, Csv.Today, null, null);
        return TrainingFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Written(row))), Csv.Today).ToList().ShouldHaveSingleItem().Value!.Title;
    }

    private static string Written(TrainingRow row)
    {
        using var file = new StringWriter();
        TrainingFileOut.WriteHeader(file).IsCompletedSuccessfully.ShouldBeTrue();
        TrainingFileOut.Write(file, row).IsCompletedSuccessfully.ShouldBeTrue();
        return file.ToString();
    }
}
