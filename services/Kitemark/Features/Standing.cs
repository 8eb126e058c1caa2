using Academy.Contracts.Kitemark;
using Academy.Kitemark.Domain;

namespace Academy.Kitemark.Features;

/// <summary>Whether something was kitemarked on a day, and what has been decided about that kitemark since.</summary>
public sealed record MarkStanding(bool IsMarked, string Sentence, Guid? KitemarkId, MarkPeriod? Period)
{
    internal static MarkStanding Of(IReadOnlyList<Mark> marks, DateOnly day)
    {
        var mark = Domain.Period.ThatAnswersFor(day, marks, mark => mark.Period);
        return new MarkStanding(
            mark?.Period.IsInForceOn(day) ?? false, PeriodSentence.For(mark?.Period, day, "kitemarked"), mark?.Id, mark?.Period.Said());
    }
}

/// <summary>Whether a trainer was authorised for a subject on a day, and what has been decided about it since.</summary>
public sealed record AuthorisationStanding(
    int TrainingCategoryCode, string TrainingCategory, bool IsAuthorised, string Sentence, Guid? AuthorisationId, MarkPeriod? Period)
{
    internal static AuthorisationStanding Of(int subject, IReadOnlyList<TrainerAuthorisation> authorisations, DateOnly day)
    {
        var held = Domain.Period.ThatAnswersFor(day, authorisations, a => a.Period);
        return new AuthorisationStanding(
            subject,
            Subjects.NameOf(subject),
            held?.Period.IsInForceOn(day) ?? false,
            PeriodSentence.For(held?.Period, day, "authorised"),
            held?.Id,
            held?.Period.Said());
    }
}
