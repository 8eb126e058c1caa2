using Academy.Identity.Domain;
using Academy.ServiceDefaults;

namespace Academy.Identity.Records;

/// <summary>What a person answers to have their record found, checked and tidied.</summary>
internal sealed record RecordAnswers(string FullName, DateOnly DateOfBirth, string? AcademyNumber, string? Employer)
{
    public const int LongestName = 120;
    public const int LongestEmployer = 200;
    private const int EarliestBirth = 1900;

    public static RecordAnswers Read(string fullName, DateOnly dateOfBirth, string? academyNumber, string? employer, DateOnly today)
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

        var answers = new RecordAnswers(name, dateOfBirth, Number(academyNumber), Given(employer));
        if (answers.Employer?.Length > LongestEmployer || answers.Employer?.Any(char.IsControl) == true)
        {
            throw new RuleBroken("Write the name of your employer on one line.", "employer");
        }

        return answers is { AcademyNumber: null, Employer: null }
            ? throw new RuleBroken("Enter your academy number or the name of your employer as well.", "third-fact-missing")
            : answers;
    }

    private static string? Number(string? typed)
        => Given(typed) is not { } given ? null
            : Codes.TryRead(given, out var code) ? code
            : throw new RuleBroken("The academy number has a typing mistake. It looks like CPA-123-456-789 and is on your certificates.", "academy-number");

    private static string? Given(string? typed) => typed?.Trim() is { Length: > 0 } given ? given : null;
}
