using System.Reflection;

namespace Academy.AscWds.Tests;

public sealed class PersonalDataTests
{
    private const string Number = "QQ123456C";

    [Fact]
    public void The_national_insurance_number_never_leaves_the_reader()
    {
        var good = Csv.Row(Csv.Worker, ("NINUMBER", Number), ("QUALACH01", "130;2021"), ("QUALACH01NOTES", "her number is qq 12 34 56 c, ask"));
        var bad = Csv.Row(Csv.Worker, [.. Csv.Worker.Split(',').Select(column => (column, Number))]);

        var rows = Csv.Work(Csv.Worker, good, bad, good + ",", good + $",{Number}", Number, $"\"{Number}");

        rows[0].Value!.Qualifications[0].Notes.ShouldBe("her number is [removed], ask");
        rows[0].Problems.ShouldHaveSingleItem().Code.ShouldBe(4670);
        rows.Count(row => row.Value is not null).ShouldBe(1);
        Said(rows).ShouldNotContain("123456");
    }

    [Fact]
    public void No_model_has_a_place_for_what_is_not_to_be_read()
    {
        string[] never = ["Insurance", "NiNumber", "Gender", "Ethnic", "Nationality", "Birthplace", "Disab", "Health", "Salary", "Pay"];

        var names = typeof(WorkerRow).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)).Select(p => p.Name).ToList();

        names.ShouldContain("DisplayId");
        names.Where(name => never.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Given to QQ123456C.")]
    [InlineData("QQ 12 34 56 C")]
    [InlineData("qq-12-34-56")]
    [InlineData("NI:QQ123456")]
    public void What_looks_like_one_in_a_note_or_a_title_is_taken_out(string text)
    {
        var row = Csv.OneTraining(("NOTES", text), ("TRAININGNAME", text));

        row.Problems.Select(p => (p.Code, p.Severity)).ShouldBe([(2040, Severity.Warning), (2070, Severity.Warning)]);
        row.Value!.Notes!.Any(char.IsDigit).ShouldBeFalse();
        row.Value.Title!.Any(char.IsDigit).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Renew by 12/34/5678 at SG1 2AB")]
    [InlineData("Course BLS2024 part 3")]
    public void Other_numbers_stay(string text) => Csv.OneTraining(("NOTES", text)).Value!.Notes.ShouldBe(text);

    [Fact]
    public void One_used_as_an_identifier_is_refused_but_a_payroll_number_is_not()
    {
        Csv.OneWorker(("UNIQUEWORKERID", Number)).Problems.ShouldHaveSingleItem().Code.ShouldBe(4020);
        Csv.OneWorker(("UNIQUEWORKERID", "EM001234")).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Names_and_dates_of_birth_are_not_repeated_in_messages()
    {
        var rows = Csv.Work(Csv.Worker, Csv.Row(Csv.Worker, ("DISPLAYID", new string('Q', 51)), ("DOB", "1990-12-31"), ("MAINJOBROLE", "Nurse Qureshi")));

        Said(rows).ShouldNotContain("QQ");
        Said(rows).ShouldNotContain("1990");
        Said(rows).ShouldNotContain("Qureshi");
    }

    private static string Said(IEnumerable<ParsedRow<WorkerRow>> rows) =>
        string.Join('\n', rows.SelectMany(row => row.Problems.Select(p => p.ToString()).Append(row.ToString()).Append(string.Join(' ', row.Value?.Qualifications ?? []))));
}
