namespace Academy.Identity.Domain;

/// <summary>What a person says of themselves, ready to be compared.</summary>
internal sealed record RecordClaim(string Name, DateOnly DateOfBirth, string? AcademyNumber, string? Employer);

/// <summary>What is known of a learner, ready to be compared: names and employers of today and formerly.</summary>
internal sealed record RecordFacts(
    Guid LearnerId, IReadOnlyList<string> Names, DateOnly DateOfBirth, string AcademyNumber, IReadOnlyList<string> Employers);

/// <summary>What can agree between a person and a record.</summary>
public enum RecordFact
{
    DateOfBirth,
    Name,
    AcademyNumber,
    Employer,
}

/// <summary>
/// Decides whose record it is. Three facts have to agree, the date of birth among them: the others can be read off a
/// certificate or a badge. Everything doubtful is left to people.
/// </summary>
internal static class RecordMatch
{
    public const int Enough = 3;

    public static IReadOnlyList<RecordFact> Agreeing(RecordClaim claim, RecordFacts record)
    {
        var facts = new List<RecordFact>();
        Add(RecordFact.DateOfBirth, claim.DateOfBirth == record.DateOfBirth);
        Add(RecordFact.Name, claim.Name.Length > 0 && record.Names.Contains(claim.Name));
        Add(RecordFact.AcademyNumber, claim.AcademyNumber == record.AcademyNumber);
        Add(RecordFact.Employer, claim.Employer is { Length: > 0 } employer && record.Employers.Contains(employer));
        return facts;

        void Add(RecordFact fact, bool agrees)
        {
            if (agrees)
            {
                facts.Add(fact);
            }
        }
    }

    public static bool IsStrong(IReadOnlyList<RecordFact> agreeing) => agreeing.Count >= Enough && agreeing.Contains(RecordFact.DateOfBirth);

    /// <summary>The learner the person is, if there is exactly one strong candidate.</summary>
    public static Guid? Decide(RecordClaim claim, IEnumerable<RecordFacts> candidates)
    {
        var strong = candidates.Where(record => IsStrong(Agreeing(claim, record))).Select(record => record.LearnerId).Distinct().Take(2).ToList();
        return strong.Count == 1 ? strong[0] : null;
    }
}
