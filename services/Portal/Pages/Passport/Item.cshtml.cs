using Academy.Portal.Clients;
using Academy.ServiceDefaults;

namespace Academy.Portal.Pages.Passport;

internal sealed class ItemModel(OwnPassportClient passports, TimeProvider time) : LearnerPage(time)
{
    public OwnEntry Entry { get; private set; } = null!;

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
        => Entry = (await passports.Passport(Learner, cancellationToken)).Entries.SingleOrDefault(entry => entry.EntryId == id) ?? throw new NotThere();
}
