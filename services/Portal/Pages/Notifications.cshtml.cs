using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Passport;
using Academy.Portal.Sessions;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages;

/// <summary>What expires and what was decided, the most urgent first, each with one thing to do.</summary>
internal sealed class NotificationsModel(OwnPassportClient passports, SeenNews seen, TimeProvider time, IStringLocalizer<Words> words) : LearnerPage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<(string At, string Text, string? Reason, string Address, string Action, bool IsNew)>? News { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var passport = await passports.Passport(Learner, cancellationToken).OrDown();
        var notices = await passports.Notices(Learner, cancellationToken).OrDown();
        if (passport is null || notices is null)
        {
            return;
        }

        var reminders = passport.Entries.Where(entry => entry.RenewedBy is null && EntryStatus.Of(entry, Today).Text is "Expires soon" or "Expired").OrderBy(entry => entry.ValidUntil)
            .Select(entry => (
                entry.ValidUntil!.Value.ToWords(), words[entry.ValidUntil < Today ? "{0} has expired." : "{0} expires soon.", entry.Title].Value, (string?)null,
                $"/courses?q={Uri.EscapeDataString(entry.Title)}", words["Find a course"].Value, false));
        News = [.. reminders, .. notices.Notices.OrderByDescending(notice => notice.At).Select(Of)];
        seen.Read(HttpContext, Learner, Now);
    }

    private (string At, string Text, string? Reason, string Address, string Action, bool IsNew) Of(Notice notice) => (
        notice.At.ToWords(), words[Sentence(notice.Kind), notice.About].Value, notice.Reason,
        notice.EntryIds is [var entry, ..] ? $"/passport/items/{entry}" : "/passport",
        notice.EntryIds is { Count: > 0 } ? words["Show the record"].Value : words["My training passport"].Value,
        seen.IsNew(HttpContext, Learner, notice.At));

    private static string Sentence(string kind) => kind switch
    {
        "Suspended" => "The kitemark of {0} does not count for some time.",
        "Withdrawn" => "The kitemark of {0} was taken back.",
        "Reinstated" => "The kitemark of {0} counts again.",
        "CompetenceEnded" => "{0}: this does not count any more.",
        "DelegationEnds" => "{0}: the delegation ends.",
        "EntryWithdrawn" => "{0} was withdrawn. It does not count any more.",
        "EvidenceAccepted" => "Your certificate for {0} was accepted.",
        "EvidenceRefused" => "Your certificate for {0} was not accepted.",
        "DisputeAnswered" => "What you said about {0} was answered.",
        "Granted" => "{0} has a kitemark now.",
        _ => "{0}: something changed.",
    };
}
