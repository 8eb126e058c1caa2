using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;

namespace Academy.Portal.Pages.Passport;

/// <summary>The code of a share that was made just now. It is shown once: nobody but its owner has it.</summary>
internal sealed class ShareDoneModel(OwnPassportClient passports, IConfiguration configuration, TimeProvider time) : LearnerPage(time)
{
    public string? Code { get; private set; }

    public ListedShare Share { get; private set; } = null!;

    public string CheckAt => $"{HostCookie.Address(configuration)}/check";

    /// <summary>The same address to be scanned; the code is in no address.</summary>
    public QrCode Scan => field ??= QrCode.Of(CheckAt);

    public static string Note(Guid share) => $"code of {share}";

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Share = (await passports.Shares(Learner, cancellationToken)).Shares.SingleOrDefault(share => share.ShareId == id) ?? throw new NotThere();
        Code = TempData[Note(id)] as string;
    }
}
