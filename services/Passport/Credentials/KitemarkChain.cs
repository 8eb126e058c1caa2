using System.Globalization;
using System.Text.Json;
using Academy.Passport.Domain;

namespace Academy.Passport.Credentials;

/// <summary>Walks the chain inside a credential: course version, training provider and trainer, each in force on the day. Asks nobody.</summary>
internal static class KitemarkChain
{
    /// <summary>The first link that was not in force, in a sentence; nothing where all three were.</summary>
    public static string? Broken(JsonElement kitemark)
    {
        if (Day(kitemark, "day") is not { } day)
        {
            return "The credential does not say on which day it was completed.";
        }

        var links = kitemark.Several("links");
        return Enum.GetValues<LinkKind>()
            .Select(kind => links.Where(link => link.Text("link") == kind.ToString()).ToList() is [var link] ? Broken(link, kind, day) : $"The credential does not show the mark of the {NameOf(kind)}.")
            .FirstOrDefault(broken => broken is not null);
    }

    private static string? Broken(JsonElement link, LinkKind kind, DateOnly day)
    {
        if (link.Member("inForce") is not { ValueKind: JsonValueKind.True })
        {
            return link.Text("whyNot") ?? $"The {NameOf(kind)} was not marked on that day.";
        }

        return Day(link, "from") is { } from && Day(link, "until") is { } until && from <= day && day <= until
            ? null
            : $"The mark of the {NameOf(kind)} does not cover the day.";
    }

    private static string NameOf(LinkKind kind) => kind switch
    {
        LinkKind.CourseVersion => "course version",
        LinkKind.TrainingProvider => "training provider",
        _ => "trainer",
    };

    private static DateOnly? Day(JsonElement element, string name)
        => DateOnly.TryParseExact(element.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
