namespace Academy.Identity.Accounts;

/// <summary>What messages say: what it is about first, one thing to do, where to ask.</summary>
internal static class Letters
{
    private const string DoNotReply = "Do not reply to this email. If you need help, go to the Academy's help page.";
    private const string NotYou = "If you did not ask for this, you do not need to do anything.";

    public static string[] SignIn(string url)
        => ["Open this link to sign in to the Academy:", url, "The link works once, for 30 minutes.", NotYou, DoNotReply];

    public static string[] NoAccount(string url)
        => ["There is no Academy account with this email.", $"You can create one: {url}", "If you have an account, sign in with the email you gave when you made it.", NotYou, DoNotReply];

    public static string[] Register(string url)
        => ["Open this link to confirm your email and create your Academy account:", url, "The link works once, for 30 minutes.", NotYou, DoNotReply];

    public static string[] HaveAccount(string url)
        => ["You already have an Academy account with this email.", $"Open this link to sign in: {url}", "The link works once, for 30 minutes.", NotYou, DoNotReply];

    public static string[] ChangeEmail(string url)
        => ["Open this link to use this email for your Academy account:", url, "Open it where you are signed in. The link works once, for 30 minutes.", NotYou, DoNotReply];

    public static string[] AddressInUse()
        => ["Somebody asked to use this email for an Academy account.", "It is already used by another account, so nothing was changed.", NotYou, DoNotReply];

    public static string[] EmailChanged()
        => ["Your Academy account now uses another email.", "If you did not change it, tell the Academy at once: go to the Academy's contact page.", DoNotReply];

    public static string[] SecurityChanged(string what)
        => [what, "If this was not you, sign in and sign out everywhere else. Then tell the Academy: go to the Academy's contact page.", DoNotReply];

    public static string[] Invitation(string organisation, string role, string url)
        => [
            $"{organisation} invites you to act for it at the Academy. Your role: {role}.",
            $"Open this link to accept: {url}",
            "Sign in with this email, or create an account with it. The link works once, for 7 days.",
            "If you do not know the organisation, you do not need to do anything.",
            DoNotReply,
        ];

    public static string[] StaffInvitation(string employer, string url)
        => [
            $"{employer} invites you to its list of staff at the Academy.",
            $"Open this link to say that you work there: {url}",
            "Sign in, or create an account with an email of your own. The link works once, for 7 days.",
            "They do not see your training. You decide that yourself, afterwards.",
            "If you do not work there, you do not need to do anything.",
            DoNotReply,
        ];

    public static string[] RecordDecided(bool isLinked, string reference, string reason)
        => [
            isLinked ? "Your training record is connected to your Academy account." : "The Academy could not connect your training record to your account.",
            $"Your reference: {reference}",
            $"What the Academy says: {reason}",
            DoNotReply,
        ];

    public static string[] KitemarkEnds(string title, string lastDay, string url)
        => [
            $"The kitemark of {title} ends after {lastDay}.",
            "Training after that day will show as not kitemarked. You can apply to renew it now.",
            $"Apply here: {url}",
            "You get this because you are an administrator of the organisation.",
            DoNotReply,
        ];

    public static string[] KitemarkLapsed(string title, string lastDay, string url)
        => [
            $"The kitemark of {title} has ended. Its last day was {lastDay}.",
            "Training after that day shows as not kitemarked. What was completed before stays as it is.",
            $"Apply for a new kitemark here: {url}",
            "You get this because you are an administrator of the organisation.",
            DoNotReply,
        ];

    public static string[] AuthorisationEnds(string trainer, string subject, string lastDay)
        => [
            $"{trainer} may teach {subject} until {lastDay}.",
            "Training after that day will show as not kitemarked. Ask the Academy now to renew the authorisation.",
            "You get this because you are an administrator of the organisation.",
            DoNotReply,
        ];

    public static string[] AuthorisationLapsed(string trainer, string subject, string lastDay)
        => [
            $"{trainer} was authorised to teach {subject}. The last day was {lastDay}.",
            "Training after that day shows as not kitemarked. What was completed before stays as it is.",
            "Ask the Academy for a new authorisation if the trainer is to go on.",
            "You get this because you are an administrator of the organisation.",
            DoNotReply,
        ];

    public static string[] ConditionOverdue(string title, string dueOn, string url)
        => [
            $"To give {title} a kitemark, the Academy asked you to put something right by {dueOn}. There is no answer yet.",
            "Until you answer, your application cannot be approved.",
            $"Answer here: {url}",
            "You get this because you are an administrator of the organisation.",
            DoNotReply,
        ];

    public static string[] TrainingExpires(string title, string lastDay, string coursesUrl, string accountUrl)
        => [
            $"{title} expires after {lastDay}.",
            "Do it again before that day, so that your passport stays up to date.",
            $"Find a course here: {coursesUrl}",
            $"You choose when we remind you, or that we do not: {accountUrl}",
            DoNotReply,
        ];

    public static string[] NameChanged(bool accepted, string reference, string note)
        => [
            accepted ? "Your name was changed on your Academy account." : "Your name was not changed on your Academy account.",
            $"Your reference: {reference}",
            .. note.Length > 0 ? new[] { $"What the Academy says: {note}" } : [],
            DoNotReply,
        ];
}
