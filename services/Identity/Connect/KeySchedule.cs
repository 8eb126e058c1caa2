namespace Academy.Identity.Connect;

/// <summary>From when a key signs. It stops when the next one starts.</summary>
internal readonly record struct KeyTimes(string Id, DateTimeOffset SignsFrom);

/// <summary>
/// When keys change: a key is published a day before it signs, signs for 90 days, and stays published for 31 days after the
/// last token it signed, because an id token may be shown again when its session ends.
/// </summary>
internal static class KeySchedule
{
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);
    public static readonly TimeSpan Signing = TimeSpan.FromDays(90);
    public static readonly TimeSpan Afterwards = TimeSpan.FromDays(31);

    /// <summary>The key to sign with: the last one that has started.</summary>
    public static string? Signs(IEnumerable<KeyTimes> keys, DateTimeOffset now)
        => keys.Where(key => key.SignsFrom <= now).OrderBy(key => key.SignsFrom).Select(key => key.Id).LastOrDefault();

    /// <summary>The keys to publish, newest first.</summary>
    public static IEnumerable<string> Published(IEnumerable<KeyTimes> keys, DateTimeOffset now)
    {
        var newestFirst = keys.OrderByDescending(key => key.SignsFrom).ToList();
        return newestFirst.Where((key, place) => place == 0 || now < newestFirst[place - 1].SignsFrom + Afterwards).Select(key => key.Id);
    }

    /// <summary>From when a new key has to sign, or nothing while the newest one will do.</summary>
    public static DateTimeOffset? NextSignsFrom(IReadOnlyCollection<KeyTimes> keys, DateTimeOffset now)
        => Signs(keys, now) is null ? now
            : keys.Max(key => key.SignsFrom) + Signing - Ahead <= now ? now + Ahead
            : null;
}
