namespace Academy.Passport.Domain;

/// <summary>The standards of the Care Certificate an employer assessed, each a line of the ledger.</summary>
internal sealed partial class TrainingPassport
{
    public IReadOnlyList<StandardAssessment> Standards { get; private set; } = [];

    /// <summary>Adds those that are not there already, and gives them back.</summary>
    public IReadOnlyList<StandardAssessment> Record(IEnumerable<StandardAssessment> assessments, string by, DateTimeOffset now)
    {
        List<StandardAssessment> added = [.. assessments.Where(one => !Standards.Any(known => known.StandsFor(one)))];
        if (added.Count > 0)
        {
            Standards = [.. Standards, .. added];
            added.ForEach(one => Write(one, LedgerEvent.Recorded, by, reason: null, now));
            Changed(now);
        }

        return added;
    }

    /// <summary>Taken back twice, the first time and its reason stay.</summary>
    public void Withdraw(StandardAssessment assessment, string by, string reason, DateTimeOffset now)
    {
        if (!assessment.IsWithdrawn)
        {
            var withdrawn = assessment with { Withdrawal = new EntryWithdrawal(now, reason) };
            Standards = [.. Standards.Select(known => known.Id == assessment.Id ? withdrawn : known)];
            Write(withdrawn, LedgerEvent.Withdrawn, by, reason, now);
            Changed(now);
        }
    }

    private void TakeOverStandards(TrainingPassport other, DateTimeOffset now)
    {
        var theirs = other.Standards;
        other.Standards = [];
        foreach (var assessment in theirs.Where(one => !Standards.Any(mine => mine.StandsFor(one))).ToList())
        {
            Standards = [.. Standards, assessment];
            Write(assessment, LedgerEvent.MovedHere, Learner, MergedFrom(other), now);
            Changed(now);
        }
    }

    private void Write(StandardAssessment assessment, LedgerEvent @event, string by, string? reason, DateTimeOffset at)
        => Write(LedgerLine.After(LedgerHash, ++LedgerLength, LearnerId, assessment.Id, assessment, @event, by, reason, at));
}
