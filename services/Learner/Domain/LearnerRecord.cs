using System.Text;
using Academy.Contracts.Learner;
using Academy.ServiceDefaults;

namespace Academy.Learner.Domain;

/// <summary>A person with an academy number. The version counts every change of theirs, employments and consents included.</summary>
internal sealed class LearnerRecord
{
    public const int LongestName = 120;
    public const int YoungestAge = 14;
    private static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    private LearnerRecord()
    {
    }

    public Guid Id { get; private set; }

    public string AcademyNumber { get; private set; } = "";

    public string FullName { get; private set; } = "";

    public List<string> FormerNames { get; private set; } = [];

    public DateOnly DateOfBirth { get; private set; }

    public long Version { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }

    /// <summary>The account this person signs in with, as Identity says, and which of them in a row it is.</summary>
    public Guid? AccountId { get; private set; }

    public long AccountVersion { get; private set; }

    /// <summary>The record of the same person that this one was merged into. Its academy number still leads there.</summary>
    public Guid? MergedInto { get; private set; }

    public List<Employment> Employments { get; } = [];

    public string ShownNumber => $"CPA-{Codes.Show(AcademyNumber)}";

    /// <param name="id">The id it is known by elsewhere already; none for one of its own.</param>
    public static LearnerRecord Register(string fullName, DateOnly dateOfBirth, DateOnly today, DateTimeOffset now, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        AcademyNumber = Codes.New(),
        FullName = ReadName(fullName),
        DateOfBirth = ReadBirth(dateOfBirth, today),
        Version = 1,
        RegisteredAt = now,
    };

    /// <summary>Puts name and date of birth right. The name until now stays findable as a former one.</summary>
    public bool CorrectDetails(string fullName, DateOnly dateOfBirth, DateOnly today)
    {
        var name = ReadName(fullName);
        if (name == FullName && ReadBirth(dateOfBirth, today) == DateOfBirth)
        {
            return false;
        }

        if (name != FullName)
        {
            FormerNames.Remove(name);
            FormerNames.Add(FullName);
            FullName = name;
        }

        DateOfBirth = dateOfBirth;
        CountChange();
        return true;
    }

    public bool IsCalled(string fullName) => string.Equals(FullName, ReadName(fullName), StringComparison.OrdinalIgnoreCase);

    public void LinkTo(Guid accountId, long accountVersion)
    {
        if (accountVersion > AccountVersion)
        {
            (AccountId, AccountVersion) = (accountId, accountVersion);
            CountChange();
        }
    }

    /// <summary>
    /// Takes over the employments and names of another record of the same person. Of two employments that go on at one employer
    /// the other record's ends today. Says which employments moved.
    /// </summary>
    public IReadOnlyList<Employment> TakeOver(LearnerRecord other, DateOnly today)
    {
        // So that whatever is said from now on is newer than all that was said of either.
        Version = Math.Max(Version, other.Version) + 1;
        var moved = other.Employments.ToList();
        foreach (var employment in moved)
        {
            employment.MoveTo(this, Employments.Exists(e => e.IsOpen && e.EmployerId == employment.EmployerId), today);
        }

        FormerNames.AddRange(other.FormerNames.Append(other.FullName).Where(name => !IsCalled(name) && !FormerNames.Contains(name)).Distinct().ToList());
        other.MergeInto(Id);
        return moved;
    }

    public void MergeInto(Guid keptId)
    {
        MergedInto = keptId;
        CountChange();
    }

    internal void CountChange() => Version++;

    public LearnerRegistered Registered()
        => new(Id, Version, AcademyNumber, FullName, DateOfBirth, RegisteredAt);

    public LearnersMerged Merged(DateTimeOffset now) => new(Id, Version, MergedInto!.Value, now);

    public LearnerErased Erased(DateTimeOffset now) => new(Id, Version + 1, now);

    public LearnerDetailsChanged DetailsChanged(DateTimeOffset now)
        => new(Id, Version, AcademyNumber, FullName, [.. FormerNames], DateOfBirth, now);

    // One form of each letter, so that a name typed on two keyboards is the same name.
    private static string ReadName(string typed)
    {
        // U+FFFE is no character, and Normalize does not take it.
        var name = typed.Contains('\uFFFE', StringComparison.Ordinal) ? "" : typed.Trim().Normalize(NormalizationForm.FormC);
        return name.Length is 0 or > LongestName || name.Any(char.IsControl)
            ? throw new RuleBroken($"Write the name with 1 to {LongestName} characters on one line.", "name")
            : name;
    }

    private static DateOnly ReadBirth(DateOnly born, DateOnly today)
    {
        if (born > today)
        {
            throw new RuleBroken("The date of birth is in the future. Correct it.", "date-of-birth");
        }

        if (born < EarliestBirth)
        {
            throw new RuleBroken("The date of birth is missing or before 1900. Write it as YYYY-MM-DD.", "date-of-birth");
        }

        return born.AddYears(YoungestAge) > today
            ? throw new RuleBroken($"A learner is at least {YoungestAge} years old. Check the date of birth.", "date-of-birth")
            : born;
    }
}
