using Academy.Identity.Domain;
using Academy.ServiceDefaults;

namespace Academy.Identity.Records;

/// <summary>What a person answers to have their record found, checked and tidied.</summary>
internal sealed record RecordAnswers(string FullName, DateOnly DateOfBirth, string? AcademyNumber, string? Employer, string? LastCourse)
{
    public const int LongestName = 120;
    public const int LongestEmployer = 200;
    public const int LongestCourse = 200;
    private const int EarliestBirth = 1900;

    public static RecordAnswers Read(
        string fullName, DateOnly dateOfBirth, string? academyNumber, string? employer, string? lastCourse, DateOnly today)
    {
        var name = fullName.Trim();
        if (name.Length > LongestName || name.Any(char.IsControl) || MatchKey.OfPerson(name).Length == 0)
        {
            throw new RuleBroken("Write your name in letters, on one line.", "name");
        }

        if (dateOfBirth.Year < EarliestBirth || dateOfBirth > today)
        {
            throw new RuleBroken("Check your date of birth.", "date-of-birth");
        }

        var answers = new RecordAnswers(name, dateOfBirth, Number(academyNumber), Given(employer), Given(lastCourse));
        if (answers.Employer?.Length > LongestEmployer || answers.Employer?.Any(char.IsControl) == true)
        {
            throw new RuleBroken("Write the name of your employer on one line.", "employer");
        }

        if (answers.LastCourse?.Length > LongestCourse || answers.LastCourse?.Any(char.IsControl) == true)
        {
            throw new RuleBroken("Write the title of the course on one line.", "last-course");
        }

        return answers is { AcademyNumber: null, Employer: null, LastCourse: null }
            ? throw new RuleBroken("Enter your passport number, the name of your employer or the course you did last as well.", "third-fact-missing")
            : answers;
    }

    private static string? Number(string? typed)
        => Given(typed) is not { } given ? null
            : Codes.TryRead(given, out var code) ? code
            : throw new RuleBroken("The passport number has a typing mistake. It looks like CPA-123-456-789 and is on your certificates.", "academy-number");

    private static string? Given(string? typed) => typed?.Trim() is { Length: > 0 } given ? given : null;
}
