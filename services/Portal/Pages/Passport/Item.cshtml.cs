using Academy.Portal.Clients;
using Academy.ServiceDefaults;

namespace Academy.Portal.Pages.Passport;

internal sealed class ItemModel(OwnPassportClient passports, TimeProvider time) : LearnerPage(time)
{
    public OwnEntry Entry { get; private set; } = null!;

    /// <summary>The same subject the time before, and the time after.</summary>
    public OwnEntry? Before { get; private set; }

    public OwnEntry? Again { get; private set; }

    /// <summary>Why the last evidence for it was not accepted; nothing where that cannot be known now.</summary>
    public Notice? Refusal { get; private set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        var entries = (await passports.Passport(Learner, cancellationToken)).Entries;
        Entry = entries.SingleOrDefault(entry => entry.EntryId == id) ?? throw new NotThere();
        (Before, Again) = (entries.FirstOrDefault(entry => entry.EntryId == Entry.Renews), entries.FirstOrDefault(entry => entry.EntryId == Entry.RenewedBy));
        if (Entry is { Withdrawal: null, Declared.Evidence: EvidenceStanding.None })
        {
            Refusal = (await passports.Notices(Learner, cancellationToken).OrDown())?.Notices
                .FirstOrDefault(notice => notice.Kind == "EvidenceRefused" && notice.EntryIds?.Contains(id) == true);
        }
    }
}
