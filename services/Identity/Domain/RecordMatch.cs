namespace Academy.Identity.Domain;

/// <summary>What a person says of themselves, ready to be compared.</summary>
internal sealed record RecordClaim(string Name, DateOnly DateOfBirth, string? AcademyNumber, string? Employer, string? LastCourse);

/// <summary>What is known of a learner, ready to be compared: names and employers of today and formerly, and the courses of the last day of training.</summary>
internal sealed record RecordFacts(
    Guid LearnerId,
    IReadOnlyList<string> Names,
    DateOnly DateOfBirth,
    string AcademyNumber,
    IReadOnlyList<string> Employers,
    IReadOnlyList<string> LastCourses);

/// <summary>What can agree between a person and a record.</summary>
public enum RecordFact
{
    DateOfBirth,
    Name,
    AcademyNumber,
    Employer,
    LastCourse,
}

/// <summary>
/// Decides whose record it is. Three facts have to agree, the date of birth and the name among them: the others can be
/// read off a certificate or a badge, or are what colleagues have in common. Everything doubtful is left to people, a
/// misspelt name too.
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
        Add(RecordFact.LastCourse, claim.LastCourse is { Length: > 0 } course && record.LastCourses.Contains(course));
        return facts;

        void Add(RecordFact fact, bool agrees)
        {
            if (agrees)
            {
                facts.Add(fact);
            }
        }
    }

    public static bool IsStrong(IReadOnlyCollection<RecordFact> agreeing)
        => agreeing.Count >= Enough && IsOfTheName(agreeing);

    /// <summary>
    /// The learner the person is, if there is exactly one strong candidate. Where the last course is the third fact, there
    /// must not be another record of this name and birthday either: a course everybody does tells no two people apart.
    /// </summary>
    public static Guid? Decide(RecordClaim claim, IEnumerable<RecordFacts> candidates)
    {
        var compared = Compare(claim, candidates);
        if (compared.FindAll(record => IsStrong(record.Agreeing)) is not [var found])
        {
            return null;
        }

        var hasNamesake = compared.Exists(other => other.LearnerId != found.LearnerId && IsOfTheName(other.Agreeing));
        return hasNamesake && NeedsCourse(found.Agreeing) ? null : found.LearnerId;
    }

    /// <summary>What agrees with each learner; of records that were merged, what agrees with any of them.</summary>
    public static List<(Guid LearnerId, IReadOnlyList<RecordFact> Agreeing)> Compare(RecordClaim claim, IEnumerable<RecordFacts> candidates)
        => [.. candidates.GroupBy(record => record.LearnerId)
            .Select(records => (records.Key, (IReadOnlyList<RecordFact>)[.. records.SelectMany(record => Agreeing(claim, record)).Distinct().Order()]))];

    private static bool IsOfTheName(IReadOnlyCollection<RecordFact> agreeing) => agreeing.Contains(RecordFact.DateOfBirth) && agreeing.Contains(RecordFact.Name);

    private static bool NeedsCourse(IReadOnlyList<RecordFact> agreeing) => !IsStrong([.. agreeing.Where(fact => fact != RecordFact.LastCourse)]);
}
