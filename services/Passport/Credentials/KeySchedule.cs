namespace Academy.Passport.Credentials;

/// <summary>From when a key signs. It stops when the next one starts.</summary>
internal readonly record struct KeyTimes(string Id, DateTimeOffset SignsFrom);

/// <summary>When keys change: a key is published a day before it signs, signs for a year, and stays published for ever.</summary>
internal static class KeySchedule
{
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);
    public static readonly TimeSpan Signing = TimeSpan.FromDays(365);

    /// <summary>The key to sign with: the last one that has started.</summary>
    public static string? Signs(IEnumerable<KeyTimes> keys, DateTimeOffset now)
        => keys.Where(key => key.SignsFrom <= now).OrderBy(key => key.SignsFrom).Select(key => key.Id).LastOrDefault();

    /// <summary>From when a new key has to sign, or nothing while the newest one will do.</summary>
    public static DateTimeOffset? NextSignsFrom(IReadOnlyCollection<KeyTimes> keys, DateTimeOffset now)
        => Signs(keys, now) is null ? now
            : keys.Max(key => key.SignsFrom) + Signing - Ahead <= now ? now + Ahead
            : null;
}
