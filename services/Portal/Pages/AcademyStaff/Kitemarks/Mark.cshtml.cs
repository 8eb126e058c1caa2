using Academy.Contracts.Kitemark;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Kitemarks;

/// <summary>A kitemark: its periods, every decision on it, visits, what can be done, and how far the last decision has been carried into passports.</summary>
internal sealed class MarkModel(MarkClient marks, RecordEffectsClient records, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : KitemarkPage(drafts, time, words)
{
    public MarkDetail Mark { get; private set; } = null!;

    /// <summary>None where nothing followed yet, or the service does not answer.</summary>
    public Reassessment? Work { get; private set; }

    /// <summary>Whether to ask how far the work is: only those who decide are told.</summary>
    public bool SeesWork => Who.May("passport.effects");

    public MarkDecisionKind? EndedBy => Mark.Period.Decisions.LastOrDefault(decision => decision.Reversed is null)?.Kind;

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Recall();
        Mark = await marks.One(id, cancellationToken);
        Work = SeesWork && await records.Work(id, cancellationToken).OrDown() is { Reassessments: [var latest, ..] } ? latest : null;
    }
}
