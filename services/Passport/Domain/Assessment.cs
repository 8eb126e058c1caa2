using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;

namespace Academy.Passport.Domain;

/// <summary>What a link of the chain was on the day of completion, and what became of it since.</summary>
/// <param name="Name">The course title, the provider's or the trainer's name as recorded.</param>
/// <param name="MarkId">The kitemark or authorisation that was in force.</param>
/// <param name="Why">When it was not in force: which fact was missing.</param>
/// <param name="EndedFrom">A suspension or withdrawal that came after the day, from this day on.</param>
internal sealed record Link(
    LinkKind Kind,
    Guid SubjectId,
    string Name,
    LinkState State,
    Guid? MarkId,
    DateOnly? From,
    DateOnly? Until,
    string? Why,
    MarkDecisionKind? EndedBy,
    DateOnly? EndedFrom);

internal enum LinkState
{
    InForce,
    NotInForce,

    /// <summary>It was in force, and a later decision took it back for completions from a stated day.</summary>
    Void,
}

/// <summary>How sure one can be of an entry, with the reasons.</summary>
internal sealed record Assessment(Assurance Assurance, bool UnderReview, IReadOnlyList<Link> Links);

/// <summary>What a training provider recorded: enough to find the marks it rests on.</summary>
internal sealed record TaughtCourse(
    Guid CourseVersionId,
    string Title,
    int TrainingCategoryCode,
    Guid TrainingProviderId,
    string ProviderName,
    Guid TrainerId,
    string TrainerName);

/// <summary>
/// The core question of the Academy, as a pure function: were course version, provider and trainer marked on the day?
/// It is judged by what was decided when the entry was recorded; a later decision counts only through its consequence, and a consequence
/// counts for its days whenever the entry is recorded: recording late, or once more, does not escape it.
/// So the answer depends on the facts alone, not on the order they are heard in.
/// </summary>
internal static class Assessor
{
    public static Assessment Assess(TaughtCourse course, DateOnly completedOn, DateTimeOffset recordedAt, IReadOnlyCollection<Mark> marks)
    {
        var judged = new[]
        {
            Judge(LinkKind.CourseVersion, course.CourseVersionId, course.Title, _ => true),
            Judge(LinkKind.TrainingProvider, course.TrainingProviderId, course.ProviderName, _ => true),
            Judge(LinkKind.Trainer, course.TrainerId, course.TrainerName, mark =>
                mark.TrainingProviderId == course.TrainingProviderId && mark.TrainingCategoryCode == course.TrainingCategoryCode),
        };
        var assurance = judged.All(j => j.Link.State == LinkState.InForce) ? Assurance.Kitemarked : Assurance.Recorded;
        return new Assessment(assurance, judged.Any(j => j.UnderReview), [.. judged.Select(j => j.Link)]);

        (Link Link, bool UnderReview) Judge(LinkKind kind, Guid subject, string name, Func<Mark, bool> applies)
            => JudgeLink(
                new Link(kind, subject, name, LinkState.NotInForce, null, null, null, null, null, null),
                completedOn,
                recordedAt,
                [.. marks.Where(m => m.Link == kind && m.SubjectId == subject && applies(m) && m.Period.GrantedAt <= recordedAt)
                    .OrderBy(m => m.Period.From).ThenBy(m => m.Id)]);
    }

    private static (Link Link, bool UnderReview) JudgeLink(
        Link link, DateOnly day, DateTimeOffset recordedAt, IReadOnlyList<Mark> marks)
    {
        var mark = marks.FirstOrDefault(m => EndBefore(m, day, recordedAt) is null && m.Period.From <= day && day <= m.Period.Until);
        if (mark is null)
        {
            return (link with { Why = WhyNot(link.Kind, day, recordedAt, marks) }, false);
        }

        var since = Standing(mark).Where(d => d.From > day || d.DecidedAt > recordedAt).ToList();
        var voided = since.Find(d => d.Consequence == Consequence.VoidFrom && day >= d.VoidFrom);
        var ending = since.Find(d => d.Kind == MarkDecisionKind.Withdrawn) ?? since.LastOrDefault();
        return (
            link with
            {
                State = voided is null ? LinkState.InForce : LinkState.Void,
                MarkId = mark.Id,
                From = mark.Period.From,
                Until = mark.Period.Until,
                Why = voided is null ? null : $"Taken back for completions from {Show(voided.VoidFrom!.Value)}.",
                EndedBy = ending?.Kind,
                EndedFrom = ending?.From,
            },
            voided is null && since.Exists(d => d.Consequence == Consequence.NeedsReview));
    }

    private static MarkDecision? EndBefore(Mark mark, DateOnly day, DateTimeOffset recordedAt)
        => Standing(mark).FirstOrDefault(d => d.From <= day && d.DecidedAt <= recordedAt);

    /// <summary>A decision that was taken back counts as if it had not been taken.</summary>
    private static IEnumerable<MarkDecision> Standing(Mark mark) => mark.Period.Decisions.Where(d => d.Reversed is null);

    private static string WhyNot(LinkKind kind, DateOnly day, DateTimeOffset recordedAt, IReadOnlyList<Mark> marks)
    {
        var subject = kind switch
        {
            LinkKind.CourseVersion => "The course version",
            LinkKind.TrainingProvider => "The training provider",
            _ => "The trainer",
        };
        var mark = kind == LinkKind.Trainer ? "authorised for this subject" : "kitemarked";
        var ended = marks.Where(m => m.Period.From <= day && day <= m.Period.Until)
            .Select(m => EndBefore(m, day, recordedAt)).FirstOrDefault(end => end is not null);
        if (ended is not null)
        {
            var how = ended.Kind == MarkDecisionKind.Withdrawn ? "withdrawn" : "suspended";
            return $"{subject} was not {mark} on that day: {how} from {Show(ended.From)}.";
        }

        return marks.Count == 0
            ? $"{subject} was not {mark}."
            : $"{subject} was not {mark} on that day, only {string.Join(" and ", marks.Select(m => $"from {Show(m.Period.From)} to {Show(m.Period.Until)}"))}.";
    }

    private static string Show(DateOnly day) => day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
}
