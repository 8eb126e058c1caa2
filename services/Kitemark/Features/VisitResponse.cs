using Academy.Kitemark.Domain;

namespace Academy.Kitemark.Features;

/// <summary>A visit to see the training: planned, done, or cancelled with a reason.</summary>
/// <param name="Visitor">Who goes or went; shown to the Academy only.</param>
/// <param name="Findings">What was seen; of an application the applicant sees it once it is decided.</param>
/// <param name="Steps">What whoever asks may do with it.</param>
public sealed record VisitResponse(
    Guid VisitId,
    DateOnly PlannedOn,
    IReadOnlyList<string> Criteria,
    string? Visitor,
    DateOnly? DoneOn,
    string? Findings,
    DateTimeOffset? CancelledAt,
    string? CancelledBecause,
    IReadOnlyList<VisitStep> Steps)
{
    internal static VisitResponse Of(Visit visit, bool seesFindings, IReadOnlyList<VisitStep> steps, bool isAcademy) => new(
        visit.Id,
        visit.PlannedOn,
        visit.Criteria,
        isAcademy ? visit.Visitor : null,
        visit.DoneOn,
        seesFindings ? visit.Findings : null,
        visit.CancelledAt,
        visit.CancelledBecause,
        steps);
}
