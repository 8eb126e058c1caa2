using System.Globalization;

namespace Academy.Launcher.Demo;

/// <summary>The other 57 of the 62 who work at Rosewood Care, as its worker file from ASC-WDS says. Always the same people.</summary>
internal static class PersonaStaff
{
    private const int Count = 57;
    private const string Reference = "RW-1";

    /// <summary>Names that break software: accents, another script, right to left, no surname, as long as the file allows, and two people with one name and birthday.</summary>
    private static readonly string[] Unusual =
    [
        "Siân O'Brien-Jones", "Nguyễn Thị Hà", "محمد الأحمد", "Mo", "Maria da Conceição Aparecida Santos e Vasconcelos",
        "Jane Smith", "Jane Smith",
    ];

    private static readonly string[] First = ["Abena", "Beth", "Chidi", "Dilys", "Emeka", "Farah", "Gwen", "Hassan", "Ines", "Joy", "Kofi", "Leila", "Magda"];
    private static readonly string[] Last = ["Adeyemi", "Brown", "Chowdhury", "Davies", "Evans", "Ferreira", "Green"];

    /// <summary>The two workplaces of Rosewood Care, out of the sample file.</summary>
    public static string WorkplaceFile()
        => string.Join("\r\n", Sample("workplace.csv").Where((row, number) => number == 0 || row.StartsWith("RW-", StringComparison.Ordinal))) + "\r\n";

    public static string WorkerFile()
    {
        var sample = Sample("worker-rosewood.csv");
        var columns = sample[0].Split(',').ToList();
        return string.Join("\r\n", Enumerable.Range(0, Count).Select(number => Row(sample[1].Split(','), number)).Prepend(sample[0])) + "\r\n";

        string Row(string[] row, int number)
        {
            row[columns.IndexOf("LOCALESTID")] = number % 3 == 0 ? "RW-2" : "RW-1";
            row[columns.IndexOf("UNIQUEWORKERID")] = string.Create(CultureInfo.InvariantCulture, $"{Reference}{number:D2}");
            row[columns.IndexOf("MAINJOBROLE")] = number % 10 == 0 ? "7" : "8";
            row[columns.IndexOf("DISPLAYID")] = number < Unusual.Length ? Unusual[number] : $"{First[number % First.Length]} {Last[number % Last.Length]}";
            row[columns.IndexOf("NINUMBER")] = string.Create(CultureInfo.InvariantCulture, $"QQ{200_000 + number}C");
            row[columns.IndexOf("DOB")] = Born(number).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
            return string.Join(',', row);
        }
    }

    /// <summary>Which of them this is, by the employer's own reference; none for somebody else.</summary>
    public static int? NumberOf(string? reference)
        => reference?.StartsWith(Reference, StringComparison.Ordinal) == true && int.TryParse(reference[Reference.Length..], CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateOnly Born(int number) => new DateOnly(1970, 1, 1).AddDays((number is 6 ? 5 : number) * 200);

    private static string[] Sample(string name) => File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "samples", name));
}
