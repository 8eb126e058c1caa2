using Academy.Portal.Clients;
using Academy.ServiceDefaults;

namespace Academy.Portal.Pages.Passport.Add;

internal sealed class DoneModel(OwnPassportClient passports, TimeProvider time) : LearnerPage(time)
{
    public OwnEntry Entry { get; private set; } = null!;

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
        => Entry = (await passports.Passport(Learner, cancellationToken)).Entries.SingleOrDefault(entry => entry.EntryId == id && entry.Declared is not null) ?? throw new NotThere();
}
