using Academy.Portal.Clients;
using Academy.Portal.Pages.AcademyStaff.Kitemarks;
using Academy.Portal.Sessions;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Partners;

/// <summary>The log of partners: who was not inducted yet, inductions, and what was agreed when partners compared their work.</summary>
internal sealed class PartnerLogModel(PartnerLogClient log, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : KitemarkPage(drafts, time, words)
{
    /// <summary>Each is none when the service does not answer.</summary>
    public PartnersMissing? Missing { get; private set; }

    public InductionList? Inductions { get; private set; }

    public StandardisationList? Standardisations { get; private set; }

    public string? NextInductions => TeamClient.After(Inductions?.Next) is { } after ? $"/academy/partners?inductions={after}" : null;

    public string? NextStandardisations => TeamClient.After(Standardisations?.Next) is { } after ? $"/academy/partners?standardisations={after}" : null;

    public async Task OnGet(Guid? inductions, Guid? standardisations, CancellationToken cancellationToken)
    {
        Recall();
        Missing = await log.Missing(cancellationToken).OrDown();
        Inductions = await log.Inductions(inductions, cancellationToken).OrDown();
        Standardisations = await log.Standardisations(standardisations, cancellationToken).OrDown();
    }
}
