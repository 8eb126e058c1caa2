using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>One thing a training provider, a course or an agency is judged by.</summary>
/// <param name="Code">C1 to C10, for agencies S1 to S10: the same thing keeps its code from set to set.</param>
/// <param name="Question">What the applicant answers, and what the reviewer looks for.</param>
public sealed record Criterion(string Code, string Title, string Question);

/// <summary>
/// The ten criteria of a mark that hold from a day on. An application is judged by the set of the day it was submitted on, whatever
/// is published later.
/// </summary>
internal sealed class CriteriaSet
{
    public const int Count = 10;

    private CriteriaSet()
    {
    }

    public Guid Id { get; private set; }

    public MarkScheme Scheme { get; private set; }

    public DateOnly From { get; private set; }

    public IReadOnlyList<Criterion> Criteria { get; private set; } = [];

    /// <summary>How marks are looked after from that day on, whichever set they were granted by.</summary>
    public MarkTerms Terms { get; private set; } = MarkTerms.First;

    public DateTimeOffset PublishedAt { get; private set; }

    public string PublishedBy { get; private set; } = "";

    /// <summary>What the Academy begins with, drawn from Hertfordshire's workforce strategy and what comparable marks ask for.</summary>
    public static readonly CriteriaSet First = new()
    {
        Id = new("019a9f00-0000-7000-8000-000000000001"),
        From = new(2018, 4, 1),
        PublishedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
        PublishedBy = "academy",
        Terms = MarkTerms.First,
        Criteria =
        [
            new("C1", "Learning outcomes", "Which outcomes does a learner reach, and which national standard, category or qualification does each belong to?"),
            new("C2", "Competence of trainers", "How do you know that every trainer is competent in each subject they teach, and keeps it up?"),
            new("C3", "Assessment", "How is learning assessed, and how is it observed in practice at the workplace?"),
            new("C4", "Current content", "When was the content last reviewed against law and guidance, by whom, and when is the next review?"),
            new("C5", "Accessibility and language", "How can people with a disability, or with English as a second language, take part on equal terms?"),
            new("C6", "Co-production", "How did people who draw on care and their carers shape the course?"),
            new("C7", "Impact", "How do you find out what the course changed at work, and what did you change because of it?"),
            new("C8", "Records and data protection", "How are attendance, results and personal data kept, and for how long?"),
            new("C9", "Connected lives", "How does the course serve independence, choice and life in the community?"),
            new("C10", "Value", "What does the course cost, what does it save, and how does that compare?"),
        ],
    };

    /// <summary>
    /// What agencies are asked for the Safer Staffing mark, drawn from Hertfordshire's workforce strategy and the safer recruitment duties of
    /// the Care Quality Commission (regulations 18 and 19).
    /// </summary>
    public static readonly CriteriaSet FirstOfAgencies = new()
    {
        Id = new("019a9f00-0000-7000-8000-000000000002"),
        Scheme = MarkScheme.SaferStaffing,
        From = new(2018, 1, 1),
        PublishedAt = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero),
        PublishedBy = "academy",
        Criteria =
        [
            new("S1", "Recruitment", "How do you check identity, right to work, references and criminal record before a first shift, and how often again?"),
            new("S2", "Induction", "How is everybody inducted, with the Care Certificate or its equal, before they work alone?"),
            new("S3", "Training in date", "How do you know that training is in date on the day of each shift, and do your staff bring their training passport?"),
            new("S4", "The right person", "How do you match somebody's competence to the people they support, delegated healthcare activities included?"),
            new("S5", "Supervision", "Who supervises and supports your staff, how often, and whom do they reach outside office hours?"),
            new("S6", "Safeguarding and speaking up", "How are concerns raised, reported and learnt from, wherever your staff are placed?"),
            new("S7", "Continuity", "How do the same people come back to those they support, and what happens when a shift cannot be filled?"),
            new("S8", "Fair work", "How do pay, travel time, sick pay, hours and rest keep your staff well and in the sector?"),
            new("S9", "Records and data protection", "How are checks, training and placements recorded and kept, and for how long?"),
            new("S10", "Working with employers", "What does an employer learn of a person before a shift, how is its feedback used, and what does it pay if somebody stays?"),
        ],
    };

    /// <summary>C1 to C10 in a refusal.</summary>
    public string Codes => $"{Scheme.Prefix()}1 to {Scheme.Prefix()}{Count}";

    /// <param name="terms">None: those of the latest set go on.</param>
    public static CriteriaSet Publish(
        DateOnly from, IReadOnlyList<Criterion> criteria, MarkTerms? terms, CriteriaSet latest, string publishedBy, DateTimeOffset now, DateOnly today)
    {
        if (from <= today || from <= latest.From)
        {
            throw new RuleBroken(
                $"Criteria begin to hold on a day to come, after {latest.From:yyyy-MM-dd} when the latest set began, so that nobody is judged by what they could not know. Choose a later day.", "criteria-too-early");
        }

        string[] codes = [.. Enumerable.Range(1, Count).Select(number => $"{latest.Scheme.Prefix()}{number}")];
        return criteria.Select(criterion => criterion.Code).SequenceEqual(codes)
            ? new()
            {
                Id = Guid.CreateVersion7(now),
                Scheme = latest.Scheme,
                From = from,
                Criteria = criteria,
                Terms = (terms ?? latest.Terms).Checked(),
                PublishedAt = now,
                PublishedBy = publishedBy,
            }
            : throw new RuleBroken($"A set has the {Count} criteria {latest.Codes}, in this order, each once.", "criteria-not-ten");
    }

    /// <summary>The codes somebody named, each of which must be one of this set, once.</summary>
    public IReadOnlyList<string> Require(IReadOnlyList<string> codes)
    {
        if (codes.Except(Criteria.Select(criterion => criterion.Code)).FirstOrDefault() is { } unknown)
        {
            throw new RuleBroken($"{unknown} is none of the criteria {Codes}.", "criterion-unknown");
        }

        return codes.GroupBy(code => code).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new RuleBroken($"{twice.Key} is there more than once. Name each criterion once.", "criterion-repeated")
            : codes;
    }
}
