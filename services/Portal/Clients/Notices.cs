namespace Academy.Portal.Clients;

internal sealed record NoticeList(IReadOnlyList<Notice> Notices);

/// <summary>Something was decided that changed what training counts for.</summary>
/// <param name="Kind">Suspended, Withdrawn, Reinstated, Granted, CompetenceEnded, DelegationEnds, EntryWithdrawn, EvidenceAccepted, EvidenceRefused or DisputeAnswered.</param>
/// <param name="About">The course, training provider, trainer or competence; it is never translated.</param>
/// <param name="People">For an employer: how many of its people it concerns.</param>
/// <param name="EntryIds">For a learner: the entries it is about.</param>
internal sealed record Notice(DateTimeOffset At, string Kind, string About, DateOnly? From, string Reason, int? People, IReadOnlyList<Guid>? EntryIds);
