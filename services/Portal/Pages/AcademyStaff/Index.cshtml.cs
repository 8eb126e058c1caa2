using Academy.Portal.Clients;
using Academy.Portal.Sessions;

namespace Academy.Portal.Pages.AcademyStaff;

/// <summary>What waits for Academy staff.</summary>
internal sealed class OverviewModel(
    EvidenceCheckClient evidence, DisputeClient disputes, ApplicationClient applications, MarkClient marks, PeopleClient people, RecordRequestClient requests, OversightClient services, TimeProvider time)
    : AcademyPage(time)
{
    public bool ChecksEvidence => Who.May("evidence.check");

    /// <summary>None when the service does not answer.</summary>
    public EvidenceQueue? Evidence { get; private set; }

    public bool AnswersDisputes => Who.May(Who.AnswersDisputes);

    /// <summary>None when the service does not answer.</summary>
    public DisputeQueue? Disputes { get; private set; }

    public bool DecidesKitemarks => Who.May(Who.AppliesForKitemarks);

    /// <summary>Applications that nobody has taken over yet; none when the service does not answer.</summary>
    public ApplicationList? Applications { get; private set; }

    /// <summary>Kitemarks that can be renewed or have lapsed; none when the service does not answer.</summary>
    public RenewalList? Renewals { get; private set; }

    public bool FindsPeople => Who.May("learners.read");

    public bool KeepsRecords => Who.May(Who.KeepsRecords);

    public bool KeepsMessages => Who.May(Who.KeepsMessages);

    public bool Audits => Who.May(Who.Audits);

    public bool ReadsFeedback => Who.May(Who.ReadsFeedback);

    public bool HasNothing => !(ReadsFeedback || ChecksEvidence || AnswersDisputes || DecidesKitemarks || FindsPeople || KeepsRecords || KeepsMessages || Audits);

    /// <summary>None when the service does not answer.</summary>
    public DuplicateQueue? Duplicates { get; private set; }

    /// <summary>People who look for their own record; none when the service does not answer.</summary>
    public RecordRequestQueue? Requests { get; private set; }

    /// <summary>Messages nobody has sent again yet, in all services; none when one of them does not answer.</summary>
    public int? Failed { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Evidence = ChecksEvidence ? await evidence.Queue(after: null, cancellationToken).OrDown() : null;
        Disputes = AnswersDisputes ? await disputes.Queue(after: null, cancellationToken).OrDown() : null;
        Applications = DecidesKitemarks ? await applications.List("Submitted", after: null, cancellationToken).OrDown() : null;
        Renewals = DecidesKitemarks ? await marks.Renewals("Renewal", after: null, cancellationToken).OrDown() : null;
        Duplicates = KeepsRecords ? await people.Duplicates(cancellationToken).OrDown() : null;
        Requests = KeepsRecords ? await requests.Queue(after: null, cancellationToken).OrDown() : null;
        if (KeepsMessages)
        {
            var messages = await Task.WhenAll(ServiceClients.All.Select(service => services.Messages(service, cancellationToken).OrDown()));
            Failed = messages.Contains(null) ? null : messages.Sum(of => of!.Messages.Count(message => message.ReplayedAt is null));
        }
    }
}
