using Microsoft.AspNetCore.Http;

namespace Academy.Pages;

/// <summary>A place the menu leads to. <paramref name="Text"/> is a key of PageWords.</summary>
public sealed record MenuItem(string Text, string Address)
{
    public bool IsCurrent(PathString path) => path.StartsWithSegments(Address, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The menu at the top of every page: never more than five places.</summary>
public static class Menu
{
    private static readonly MenuItem[] Public =
    [
        new("Check a passport", "/check"),
        new("Courses", "/courses"),
        new("Help", "/help"),
    ];

    public static IReadOnlyList<MenuItem> Everybody => Public;
}
