namespace Academy.Portal.Pages.AcademyStaff.People;

/// <summary>Why Academy staff open a record: what they choose, what the page says, and what the person reads.</summary>
internal static class Reasons
{
    public static IReadOnlyDictionary<string, (string Shown, string Read)> All { get; } = new Dictionary<string, (string Shown, string Read)>
    {
        ["help"] = ("The person asked us for help", "To help you with what you asked us"),
        ["wrong"] = ("A record may be wrong", "To find out if a record is wrong"),
        ["twice"] = ("The person may have two records", "To see if there are two records of you"),
        ["check"] = ("We check that our records are right", "To check that our records are right"),
    };

    public static string? ReadFor(string? why) => why is not null && All.TryGetValue(why, out var reason) ? reason.Read : null;
}
