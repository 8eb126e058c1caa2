using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport;

/// <summary>All that is held of the learner, to download; what cannot be read just now is named.</summary>
internal sealed class DataModel(DataClient data, OwnPassportClient passports, TimeProvider time) : LearnerPage(time)
{
    public IReadOnlyList<DataPart> NotNow { get; private set; } = [];

    public static string NameOf(DataPart part, IStringLocalizer<Words> words) => part.Service switch
    {
        "Learner" => words["your record: name, birthday and where you work"],
        "Passport" => words["your training passport"],
        "Pathway" => words["your tier and points"],
        "Benefits" => words["your benefits and codes"],
        _ => words["your account: how you sign in"],
    };

    public async Task OnGet(CancellationToken cancellationToken) => NotNow = await data.Down(cancellationToken);

    public IActionResult OnGetDownload() => new DataZip(Learner, data, passports, Now);
}
