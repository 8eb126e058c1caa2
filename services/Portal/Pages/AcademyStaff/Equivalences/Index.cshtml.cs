using Academy.Portal.Clients;
using Academy.Portal.Pages.AcademyStaff.Kitemarks;
using Academy.Portal.Sessions;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Equivalences;

/// <summary>What counts as what, those that have ended too.</summary>
internal sealed class EquivalenceListModel(EquivalenceClient equivalences, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : KitemarkPage(drafts, time, words)
{
    /// <summary>None when the service does not answer.</summary>
    public EquivalenceList? List { get; private set; }

    public bool MayDecide => Who.May(Who.LeadsKitemarks);

    public string? Next => TeamClient.After(List?.Next) is { } after ? $"/academy/equivalences?after={after}" : null;

    public async Task OnGet(Guid? after, CancellationToken cancellationToken)
    {
        Recall();
        List = await equivalences.List(after, cancellationToken).OrDown();
    }
}
