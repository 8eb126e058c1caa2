using System.Net.Mail;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>A list of addresses, looked at before it is sent. What is no address stops none of the others; nobody is written to twice in seven days.</summary>
internal sealed class InviteStaffModel(StaffInvitationClient invitations, StaffClient staff, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : EmployerPage(time)
{
    public const int Most = 100;

    private const string Done = "staff invited";
    private const string Left = "staff not invited";
    private const int LongestList = 30_000;

    /// <summary>What fits into the cookie that brings lines back which were not sent.</summary>
    private const int LongestLeft = 1_500;

    private const int LongestAddress = 254;

    [BindProperty]
    public string? List { get; set; }

    /// <summary>The employer's reference of the workplace.</summary>
    [BindProperty]
    public string? Workplace { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public bool MayInvite => Who.May(Who.InvitesStaff);

    public bool WasKept { get; private set; }

    public bool IsCheck { get; private set; }

    public IReadOnlyList<string> Good { get; private set; } = [];

    public IReadOnlyList<(int Line, string Text, string Why)> Bad { get; private set; } = [];

    public IReadOnlyList<EmployersWorkplace> Workplaces { get; private set; } = [];

    public string? WorkplaceName => Workplaces.FirstOrDefault(workplace => workplace.Reference == Workplace)?.Name;

    /// <summary>The newest first; none when the service does not answer.</summary>
    public IReadOnlyList<SentStaffInvitation>? Invited { get; private set; }

    public string? JustDone { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        (JustDone, List) = (TempData[Done] as string, TempData[Left] as string);
        FormKey = Guid.CreateVersion7().ToString();
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (List, Workplace, WasKept) = (Typed(typed, nameof(List)), Typed(typed, nameof(Workplace)), true);
        }

        await Read(cancellationToken);
    }

    /// <summary>Shows what would be sent to whom, and changes nothing.</summary>
    public async Task<IActionResult> OnPostCheck(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        IsCheck = MayInvite && Split();
        return Page();
    }

    public async Task<IActionResult> OnPostChange(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostSend(CancellationToken cancellationToken)
    {
        if (!MayInvite || !Split() || Good.Count == 0)
        {
            await Read(cancellationToken);
            return Page();
        }

        try
        {
            var workplace = string.IsNullOrWhiteSpace(Workplace) ? null : Workplace;
            var sent = await invitations.Send(Employer, Good, workplace, Once.Key($"{FormKey} {workplace} {string.Join(' ', Good)}"), cancellationToken);
            var (before, refused) = (sent.Rows.Count(row => row.Outcome == "InvitedBefore"), sent.Rows.Where(row => row.Outcome == "NotAnAddress").Select(row => row.Email).ToList());
            TempData[Done] = string.Join(' ', Told(sent.Sent, before, Bad.Count + refused.Count));
            if (string.Join('\n', Bad.Select(line => line.Text).Concat(refused)) is { Length: > 0 and <= LongestLeft } left)
            {
                TempData[Left] = left;
            }

            return RedirectToPage();
        }
        catch (Refused)
        {
            ModelState.AddModelError(nameof(List), words["We could not send these. At most 200 invitations can be sent in a day"]);
        }
        catch (ServiceDown)
        {
            Down();
        }

        await Read(cancellationToken);
        IsCheck = ModelState.IsValid;
        return Page();
    }

    private static string? Typed(IReadOnlyDictionary<string, string[]> typed, string field) => typed.GetValueOrDefault(field)?.FirstOrDefault();

    private static bool IsAddress(string text)
        => text.Length <= LongestAddress && MailAddress.TryCreate(text, out var mail) && mail.Address == text && mail.Host.Contains('.', StringComparison.Ordinal);

    /// <summary>What can be sent, and what cannot and why. Says whether there is anything at all.</summary>
    private bool Split()
    {
        var lines = (List ?? "").Split(['\n', '\r', ',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            ModelState.AddModelError(nameof(List), words["Enter at least one email address"]);
        }
        else if (lines.Length > Most || List!.Length > LongestList)
        {
            ModelState.AddModelError(nameof(List), words["Enter {0} email addresses or fewer", Most]);
        }

        if (!ModelState.IsValid)
        {
            return false;
        }

        var (good, bad) = (new List<string>(), new List<(int, string, string)>());
        for (var number = 0; number < lines.Length; number++)
        {
            if (!IsAddress(lines[number]))
            {
                bad.Add((number + 1, lines[number], words["This is not an email address. Write it like name@example.com"]));
            }
            else if (!good.Contains(lines[number], StringComparer.OrdinalIgnoreCase))
            {
                good.Add(lines[number]);
            }
        }

        (Good, Bad) = (good, bad);
        return true;
    }

    private IEnumerable<string> Told(int sent, int before, int bad)
    {
        yield return sent == 1 ? words["1 invitation is on its way."] : words["{0} invitations are on their way.", sent];
        if (before > 0)
        {
            yield return words["Invited in the last 7 days, so not again: {0}.", before];
        }

        if (bad > 0)
        {
            yield return words["Not sent, see the box below: {0}.", bad];
        }
    }

    private async Task Read(CancellationToken cancellationToken)
    {
        if (!MayInvite)
        {
            return;
        }

        var workplaces = staff.Employer(Employer, cancellationToken).OrDown();
        Invited = (await invitations.Newest(Employer, cancellationToken).OrDown())?.Invitations;
        Workplaces = (await workplaces)?.Workplaces.Where(workplace => workplace.ClosedOn is null).ToList() ?? [];
    }
}
