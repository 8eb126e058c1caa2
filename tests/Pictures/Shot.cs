namespace Academy.Pictures;

/// <param name="Persona">Who is signed in; none for nobody.</param>
/// <param name="Follow">What is clicked on the page before the picture is taken.</param>
internal sealed record Shot(string Name, string? Persona, string Path, int Width, bool IsWhole = true, string? Follow = null)
{
    private const int Phone = 390;
    private const int Desk = 1280;

    public static IReadOnlyList<Shot> OfReadme { get; } =
    [
        new("passport", "amara", "/passport", Phone, IsWhole: false),
        new("check", "sunil", "/employer/checks", Phone, IsWhole: false, Follow: "main tbody a"),
        new("matrix", "ruth", "/employer/matrix", Desk, IsWhole: false),
        new("register", null, "/courses", Desk, IsWhole: false),
    ];

    private static readonly (string Name, string? Persona, string Path, string? Follow)[] Pages =
    [
        ("start", null, "/", null),
        ("check", null, "/check", null),
        ("check-credential", null, "/check/credential", null),
        ("courses", null, "/courses", null),
        ("course", null, "/courses", "main th a[href^='/courses/']"),
        ("agencies", null, "/agencies", null),
        ("developers", null, "/developers", null),
        ("help", null, "/help", null),
        ("feedback", null, "/feedback", null),
        ("passport", "amara", "/passport", null),
        ("passport-item", "amara", "/passport", "[data-testid=entry] a"),
        ("card", "amara", "/passport/card", null),
        ("share", "amara", "/passport/share", null),
        ("activity", "grace", "/passport/activity", null),
        ("wallet", "amara", "/passport/wallet", null),
        ("print", "amara", "/passport/print", null),
        ("tier", "amara", "/tier", null),
        ("pathway", "amara", "/pathway", null),
        ("benefits", "amara", "/benefits", null),
        ("benefits-not-yet", "priya", "/benefits", null),
        ("notifications", "lukasz", "/notifications", null),
        ("passport-new", "lukasz", "/passport", null),
        ("employers", "tom", "/passport/employers", null),
        ("trainer", "dev", "/trainer", null),
        ("trainer-people", "dev", "/trainer", "[data-testid=draft] a"),
        ("trainer-upload", "dev", "/trainer/upload", null),
        ("trainer-records", "dev", "/trainer/records", null),
        ("kitemark-own", "helen", "/kitemark", null),
        ("employer", "ruth", "/employer", null),
        ("matrix", "ruth", "/employer/matrix", null),
        ("expired", "ruth", "/employer/expired", null),
        ("expiring", "ruth", "/employer/expiring", null),
        ("requirements", "ruth", "/employer/requirements", null),
        ("requirement", "ruth", "/employer/requirements", "main a[href^='/employer/requirements/']"),
        ("reports", "ruth", "/employer/reports", null),
        ("inspection", "ruth", "/employer/reports/inspection", null),
        ("staff", "ruth", "/employer/staff", null),
        ("person", "ruth", "/employer/staff", "[data-testid=person] a"),
        ("invite", "ruth", "/employer/invite", null),
        ("locations", "ruth", "/employer/locations", null),
        ("people", "ruth", "/employer/people", null),
        ("webhooks", "ruth", "/developers/webhooks", null),
        ("bulk", "sunil", "/employer/check/bulk", null),
        ("checks", "sunil", "/employer/checks", null),
        ("receipt", "sunil", "/employer/checks", "main tbody a"),
        ("partner", "joanne", "/partner", null),
        ("academy", "sam", "/academy", null),
        ("academy-people", "sam", "/academy/people", null),
        ("academy-duplicates", "sam", "/academy/duplicates", null),
        ("academy-evidence", "sam", "/academy/evidence", null),
        ("academy-feedback", "sam", "/academy/feedback", null),
        ("disputes", "sam", "/disputes", null),
        ("academy-kitemarks", "aisha", "/academy/kitemarks", null),
        ("academy-kitemark", "aisha", "/academy/kitemarks", "main tbody a"),
        ("applications", "aisha", "/kitemark", null),
        ("academy-messages", "mary", "/academy/messages", null),
        ("academy-audit", "peter", "/academy/audit", null),
        ("figures", "frances", "/figures", null),
    ];

    public static IReadOnlyList<Shot> All { get; } =
        [.. new[] { Phone, Desk }.SelectMany(width => Pages.Select(page => new Shot($"{page.Name}-{width}", page.Persona, page.Path, width, Follow: page.Follow)))];

    public static int HeightAt(int width) => width == Phone ? 844 : 800;
}
