namespace Academy.Passport.Webhooks;

/// <summary>When an event that was not taken is sent again: after 5 seconds, then six times as long each time, at most 24 hours; nine times, over about three days.</summary>
internal static class RetrySchedule
{
    public const int MostAttempts = 10;

    public static TimeSpan First { get; } = TimeSpan.FromSeconds(5);

    public static TimeSpan Longest { get; } = TimeSpan.FromHours(24);

    /// <summary>The pause after this many attempts; none when it is given up.</summary>
    /// <param name="jitter">0 to 1: shortens the pause by up to a fifth, so that what failed together does not come again together.</param>
    public static TimeSpan? PauseAfter(int attempts, double jitter)
    {
        if (attempts >= MostAttempts)
        {
            return null;
        }

        var seconds = Math.Min(First.TotalSeconds * Math.Pow(6, attempts - 1), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(Math.Max(seconds * (1 - (jitter / 5)), First.TotalSeconds));
    }
}
