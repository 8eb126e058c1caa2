using Microsoft.AspNetCore.Http;

namespace Academy.Pages;

/// <summary>A place the menu leads to. <paramref name="Text"/> is a key of PageWords.</summary>
public sealed record MenuItem(string Text, string Address);

/// <summary>The menu at the top of every page: never more than five places, of whoever the host says is there.</summary>
public static class Menu
{
    private static readonly object Key = new();

    public static IReadOnlyList<MenuItem> Everybody { get; } =
    [
        new("Check a passport", "/check"),
        new("Courses", "/courses"),
        new("Help", "/help"),
        new("Sign in", "/session/start"),
    ];

    public static IReadOnlyList<MenuItem> OfLearners { get; } =
    [
        new("My passport", "/passport"),
        new("Share", "/passport/share"),
        new("Who can see it", "/passport/shares"),
        new("Benefits", "/benefits"),
        SignOut,
    ];

    public static IReadOnlyList<MenuItem> OfEmployers { get; } =
    [
        new("Overview", "/employer"),
        new("Staff", "/employer/staff"),
        new("Training", "/employer/matrix"),
        new("Check a passport", "/employer/check"),
        SignOut,
    ];

    public static IReadOnlyList<MenuItem> OfPartners { get; } =
    [
        new("Check a code", "/partner"),
        new("Help", "/help"),
        SignOut,
    ];

    public static IReadOnlyList<MenuItem> OfTrainers { get; } =
    [
        new("Classes", "/trainer"),
        new("Records", "/trainer/records"),
        new("Courses", "/courses"),
        new("Help", "/help"),
        SignOut,
    ];

    public static IReadOnlyList<MenuItem> OfTheAcademy { get; } =
    [
        new("Overview", "/academy"),
        new("People", "/academy/people"),
        new("Courses", "/courses"),
        new("Help", "/help"),
        SignOut,
    ];

    public static IReadOnlyList<MenuItem> OfCommissioners { get; } =
    [
        new("Figures", "/figures"),
        new("Courses", "/courses"),
        new("Help", "/help"),
        SignOut,
    ];

    /// <summary>Those who have no pages of their own here yet.</summary>
    public static IReadOnlyList<MenuItem> OfOthers { get; } =
    [
        new("Check a passport", "/check"),
        new("Courses", "/courses"),
        new("Help", "/help"),
        SignOut,
    ];

    private static MenuItem SignOut => new("Sign out", "/session/end");

    /// <summary>Says which menu this request's page has, and who is signed in, as people are called.</summary>
    public static void Show(HttpContext http, IReadOnlyList<MenuItem> items, string? name) => http.Items[Key] = (items, name);

    internal static (IReadOnlyList<MenuItem> Items, string? Name) Of(HttpContext http)
        => http.Items[Key] is (IReadOnlyList<MenuItem> items, var name) ? (items, (string?)name) : (Everybody, null);

    /// <summary>Of the places above the page the nearest.</summary>
    internal static MenuItem? Current(IReadOnlyList<MenuItem> items, PathString path)
        => items.Where(item => path.StartsWithSegments(item.Address, StringComparison.OrdinalIgnoreCase)).MaxBy(item => item.Address.Length);
}
