using System.Text.Json;
using Academy.Contracts.Passport;
using Academy.ServiceDefaults;

namespace Academy.Passport.Domain;

/// <summary>
/// A learner's passport: whose it is, its entries, and the document that readers get. Whoever changes it holds the lock
/// on its row, so the changes of one person happen one after another.
/// </summary>
internal sealed partial class TrainingPassport
{
    /// <summary>Who merges records, in the ledger.</summary>
    private const string Learner = "academy-learner";
    private const string HeldTwice = "It was recorded in two records of the same person and counts once.";

    private readonly List<Entry> _entries = [];
    private readonly List<LedgerLine> _ledger = [];
    private bool _isRenderedLater;

    private TrainingPassport()
    {
    }

    public Guid LearnerId { get; private set; }

    public long Version { get; private set; }

    /// <summary>The learner's version in the Learner service, as last heard.</summary>
    public long LearnerVersion { get; private set; }

    public string AcademyNumber { get; private set; } = "";

    /// <summary>The number as people see it, the same everywhere.</summary>
    public string ShownNumber => $"CPA-{Codes.Show(AcademyNumber)}";

    public string FullName { get; private set; } = "";

    public DateOnly DateOfBirth { get; private set; }

    public string Document { get; private set; } = "";

    public int LedgerLength { get; private set; }

    public byte[] LedgerHash { get; private set; } = [];

    public IReadOnlyList<Entry> Entries => _entries;

    public IReadOnlyList<Qualification> Qualifications { get; private set; } = [];

    /// <summary>The lines of this change only; the ledger is never read to be written.</summary>
    public IReadOnlyList<LedgerLine> Ledger => _ledger;

    public static TrainingPassport Of(Guid learnerId, string academyNumber)
        => new() { LearnerId = learnerId, LearnerVersion = -1, AcademyNumber = academyNumber };

    public void Know(long learnerVersion, string fullName, DateOnly dateOfBirth, DateTimeOffset now)
    {
        if (learnerVersion < LearnerVersion)
        {
            return;
        }

        (LearnerVersion, FullName, DateOfBirth) = (learnerVersion, fullName, dateOfBirth);
        Changed(now);
    }

    /// <summary>
    /// Whether what somebody says of the person besides the academy number is so: the date of birth, or where there is none the name.
    /// Where they say nothing the number stands for itself.
    /// </summary>
    public bool IsOf(string? fullName, DateOnly? dateOfBirth)
        => dateOfBirth is { } born ? born == DateOfBirth : string.IsNullOrWhiteSpace(fullName) || PersonName.Fits(fullName, FullName);

    /// <summary>Whether this is the id of an entry or a qualification of this passport.</summary>
    public bool Holds(Guid id) => _entries.Exists(entry => entry.Id == id) || Qualifications.Any(qualification => qualification.Id == id);

    public Entry? FindCompletion(Guid courseVersionId, DateOnly completedOn)
        => _entries.Find(e => e.CourseVersionId == courseVersionId && e.CompletedOn == completedOn && !e.IsWithdrawn);

    public Entry? FindAttested(Guid employerId, int categoryCode, string title, DateOnly completedOn)
        => _entries.Where(e => e.EmployerId == employerId && e.CareCertificateVersion is null && e.TrainingCategoryCode == categoryCode
            && e.CompletedOn == completedOn && string.Equals(e.Title, title, StringComparison.OrdinalIgnoreCase)).OrderBy(e => e.IsWithdrawn).FirstOrDefault();

    /// <summary>For many changes at once: the document is rendered after the last of them, by <see cref="Render"/>.</summary>
    public void RenderLater() => _isRenderedLater = true;

    public CompletionRecorded Record(Entry entry, string by)
    {
        _entries.Add(entry);
        Write(entry, LedgerEvent.Recorded, by, reason: null, entry.RecordedAt);
        Changed(entry.RecordedAt);
        return new CompletionRecorded(LearnerId, Version, entry.Facts(), entry.RecordedAt, entry.RestsOn());
    }

    /// <summary>Judges an entry again after the marks it rests on changed; tells others only what concerns them.</summary>
    public PassportEntryChanged? Reassess(Entry entry, ILookup<Guid, Mark> marksBySubject, DateTimeOffset now)
    {
        var (before, restedOn) = (entry.Facts(), entry.RestsOn());
        entry.NameTrainer(entry.TrainerId is { } trainer ? marksBySubject[trainer].FirstOrDefault(m => m.Link == LinkKind.Trainer)?.TrainerName : null);
        if (!entry.Reassess(entry.JudgedBy(marksBySubject)))
        {
            return null;
        }

        const string reason = "A decision on a kitemark or an authorisation it rests on.";
        Write(entry, LedgerEvent.Reassessed, "academy-kitemark", reason, now);
        Changed(now);
        return entry.Facts() == before && entry.RestsOn().SequenceEqual(restedOn)
            ? null
            : new PassportEntryChanged(LearnerId, Version, entry.Facts(), reason, now, entry.RestsOn());
    }

    public PassportEntryChanged? CorrectValidity(Entry entry, DateOnly? validUntil, string by, string reason, DateTimeOffset now)
        => entry.ChangeValidity(validUntil) ? ChangedBy(by, LedgerEvent.Corrected, entry, reason, now) : null;

    public PassportEntryChanged CorrectCompletion(
        Entry entry, Correction right, IReadOnlyCollection<Mark> marks, string by, string reason, DateTimeOffset now)
    {
        entry.Correct(right, Assessor.Assess(right.Taught, right.CompletedOn, now, marks), now);
        return ChangedBy(by, LedgerEvent.Corrected, entry, reason, now);
    }

    public void SendEvidence(Entry entry, IReadOnlyList<Guid> evidenceIds, string by, DateTimeOffset now)
    {
        entry.SendEvidence(evidenceIds, now);
        Write(entry, LedgerEvent.EvidenceSent, by, reason: null, now);
        Changed(now);
    }

    public PassportEntryChanged AcceptEvidence(Entry entry, string by, DateTimeOffset now)
    {
        entry.AcceptEvidence();
        return ChangedBy(by, LedgerEvent.EvidenceAccepted, entry, "Academy staff saw the evidence.", now);
    }

    public void RefuseEvidence(Entry entry, string by, string reason, DateTimeOffset now)
    {
        entry.RefuseEvidence();
        Write(entry, LedgerEvent.EvidenceRefused, by, reason, now);
        Changed(now);
    }

    /// <summary>Nothing when it was taken back before.</summary>
    public PassportEntryChanged? Withdraw(Entry entry, string by, string reason, DateTimeOffset now)
        => entry.Withdraw(reason, now) ? ChangedBy(by, LedgerEvent.Withdrawn, entry, reason, now) : null;

    /// <summary>Adds a qualification, unless the same award is there already; then that one stands for it.</summary>
    public Qualification Record(Qualification qualification, string by)
    {
        if (Qualifications.FirstOrDefault(known => known.StandsFor(qualification)) is { } same)
        {
            return same;
        }

        Qualifications = [.. Qualifications, qualification];
        Write(qualification, LedgerEvent.Recorded, by, reason: null, qualification.RecordedAt);
        Changed(qualification.RecordedAt);
        return qualification;
    }

    /// <summary>Taken back twice, the first time and its reason stay.</summary>
    public Qualification Withdraw(Qualification qualification, string by, string reason, DateTimeOffset now)
    {
        if (qualification.IsWithdrawn)
        {
            return qualification;
        }

        var withdrawn = qualification with { Withdrawal = new EntryWithdrawal(now, reason) };
        Qualifications = [.. Qualifications.Select(known => known.Id == qualification.Id ? withdrawn : known)];
        Write(withdrawn, LedgerEvent.Withdrawn, by, reason, now);
        Changed(now);
        return withdrawn;
    }

    /// <summary>
    /// Withdraws what another record of the same person holds as well, and better. What both hold, the same course or attested subject
    /// on one day, counts once; what gives way stays to be seen as withdrawn.
    /// </summary>
    public IReadOnlyList<PassportEntryChanged> GiveWay(TrainingPassport other, DateTimeOffset now)
        => [.. _entries.FindAll(mine => other._entries.Exists(theirs => theirs.StandsFor(mine) && theirs.Outweighs(mine)))
            .Select(mine => Withdraw(mine, Learner, HeldTwice, now)).OfType<PassportEntryChanged>()];

    /// <summary>Takes over entries of another record of the same person; those this one holds as well, as well as they are, give way.</summary>
    public IReadOnlyList<PassportEntryChanged> TakeOver(TrainingPassport other, IReadOnlyList<Entry> moved, DateTimeOffset now)
    {
        // Whatever is said of these entries from now on is newer than all that was said of them before.
        Version = Math.Max(Version, other.Version);
        var qualifications = other.Qualifications;
        other.Qualifications = [];
        foreach (var qualification in qualifications.Where(theirs => !Qualifications.Any(mine => mine.StandsFor(theirs))))
        {
            Qualifications = [.. Qualifications, qualification];
            Write(qualification, LedgerEvent.MovedHere, Learner, MergedFrom(other), now);
            Changed(now);
        }

        TakeOverStandards(other, now);
        other.Changed(now);
        var said = new List<PassportEntryChanged>();
        foreach (var entry in moved)
        {
            Write(entry, LedgerEvent.MovedHere, Learner, MergedFrom(other), now);
            Changed(now);
            if (_entries.Exists(mine => mine != entry && mine.StandsFor(entry)) && Withdraw(entry, Learner, HeldTwice, now) is { } withdrawn)
            {
                said.Add(withdrawn);
            }
        }

        return said;
    }

    private PassportEntryChanged ChangedBy(string by, LedgerEvent @event, Entry entry, string reason, DateTimeOffset now)
    {
        Write(entry, @event, by, reason, now);
        Changed(now);
        return new PassportEntryChanged(LearnerId, Version, entry.Facts(), reason, now, entry.RestsOn());
    }

    /// <summary>What was observed, or that it counts no longer, goes into the ledger; the document does not show it.</summary>
    public void Note(Observation observation, LedgerEvent @event, string by, string? reason, DateTimeOffset at)
        => Write(LedgerLine.After(LedgerHash, ++LedgerLength, LearnerId, observation.Id, observation, @event, by, reason, at));

    private static string MergedFrom(TrainingPassport other) => $"Record {other.ShownNumber} of the same person was merged into this one.";

    private void Write(Entry entry, LedgerEvent @event, string by, string? reason, DateTimeOffset at)
        => Write(LedgerLine.After(LedgerHash, ++LedgerLength, LearnerId, entry.Id, entry, @event, by, reason, at));

    private void Write(Qualification qualification, LedgerEvent @event, string by, string? reason, DateTimeOffset at)
        => Write(LedgerLine.After(LedgerHash, ++LedgerLength, LearnerId, qualification.Id, qualification, @event, by, reason, at));

    private void Write(LedgerLine line)
    {
        LedgerHash = line.Hash;
        _ledger.Add(line);
    }

    private void Changed(DateTimeOffset now)
    {
        Version++;
        if (!_isRenderedLater)
        {
            Render(now);
        }
    }

    public void Render(DateTimeOffset now)
    {
        var renewals = Renewals.Of(_entries);
        Document = JsonSerializer.Serialize(
            new PassportDocument(
                LearnerId, ShownNumber, FullName, Version, now,
                [.. _entries.OrderByDescending(e => e.CompletedOn).ThenBy(e => e.Id).Select(e => Rendering.Render(e, Subjects.Name, renewals.GetValueOrDefault(e.Id)))])
            {
                Qualifications = [.. Qualifications.OrderByDescending(q => q.AwardedOn).ThenBy(q => q.Id).Select(q => q.Show())],
                CareCertificates = [.. CareCertificate.AllOf(Standards, _entries).Select(one => one.Show())],
            },
            PassportDocument.Json);
    }
}
