using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.AscWds.Tests;

public sealed class ReaderProperties
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Fact]
    public void Any_text_ends_in_rows_or_problems()
    {
        var pieces = Gen.OneOf(
            Gen.Elements(",", ";", "\"", "\r", "\n", "\r\n", "\uFEFF", "\0", "Oak", "W1", "6", "14/05/2026", "1;2024", "130;", "NEW", "none", "999", " "),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
        var header = Gen.Elements(Csv.Training8, Csv.Training12, Csv.Worker, Csv.Workplace, "", "LOCALESTID,STATUS");
        var texts = pieces.ListOf().Select(parts => string.Concat(parts));

        Prop.ForAll(header.Zip(texts, (first, rest) => $"{first}\n{rest}").ToArbitrary(), text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            ReadAll(bytes);
            ReadAll(Windows1252.GetBytes(text));
            ReadAll([.. bytes.Select((value, at) => at % 7 == 6 ? (byte)(value ^ 0x80) : value)]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Any_valid_training_reads_back_the_same()
    {
        var word = Gen.Elements("Siân", "O'Brien-Jones", "Zoë", "a, b", "c; d", "\"quoted\"", "two\r\nlines", "Ma", "£5", "–");
        var text = word.NonEmptyListOf().Select(words => string.Join(' ', words.Take(6)));
        var day = Gen.Choose(0, 4000).Select(back => Csv.Today.AddDays(-back));
        var rows = from workplace in text
                   from worker in text
                   from title in text
                   from completed in day
                   from months in Gen.Choose(1, 999)
                   select new[] { workplace, worker, "6", title, "1", "2", "29", "2", $"{months}", completed.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), "", title };

        Prop.ForAll(rows.Where(row => row[0].Length <= 50 && row[1].Length <= 50).ToArbitrary(), row =>
        {
            foreach (var encoding in new[] { new UTF8Encoding(false), new UTF8Encoding(true), Windows1252 })
            {
                foreach (var separator in ",;")
                {
                    foreach (var end in new[] { "\r\n", "\n", "\r" })
                    {
                        Same(row, encoding, separator, end);
                    }
                }
            }
        }).Check(Config.QuickThrowOnFailure);
    }

    private static void Same(string[] row, Encoding encoding, char separator, string end)
    {
        var text = Csv.Training12.Replace(',', separator) + end + string.Join(separator, row.Select(value => Csv.Quote(value, separator))) + end;

        var read = TrainingFile.Read(new MemoryStream([.. encoding.Preamble, .. encoding.GetBytes(text)]), Csv.Today).ToList().ShouldHaveSingleItem();

        read.Problems.ShouldBeEmpty();
        var value = read.Value!;
        new[]
        {
            value.LocalEstablishmentId, value.UniqueWorkerId, $"{value.Category.Code}", value.Title, $"{(int)value.Accredited!}",
            $"{(int)value.WhoDelivered!}", $"{value.ProviderCode}", $"{(int)value.HowDelivered!}", $"{value.ValidityMonths}",
            value.CompletedOn.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), "", value.Notes,
        }.ShouldBe(row);
    }

    private static void ReadAll(byte[] bytes)
    {
        foreach (var row in TrainingFile.Read(new MemoryStream(bytes), Csv.Today))
        {
            (row.Value is not null || row.Problems.Count > 0).ShouldBeTrue();
        }

        foreach (var row in WorkerFile.Read(new MemoryStream(bytes), Csv.Today))
        {
            (row.Value is not null || row.Problems.Count > 0).ShouldBeTrue();
        }

        foreach (var row in WorkplaceFile.Read(new MemoryStream(bytes)))
        {
            (row.Value is not null || row.Problems.Count > 0).ShouldBeTrue();
        }
    }
}
