namespace Academy.Passport.Domain;

/// <summary>That somebody was reminded of an entry that expires, once for each distance and last day; put right, an entry is reminded of anew.</summary>
internal sealed class ExpiryReminder
{
    /// <summary>How many days before the last day people can be reminded, the nearest first.</summary>
    public static readonly int[] Distances = [30, 60, 90];

    private ExpiryReminder()
    {
    }

    public Guid EntryId { get; private set; }

    public DateOnly ValidUntil { get; private set; }

    public int Days { get; private set; }

    /// <summary>Whose the entry was when it was said.</summary>
    public Guid LearnerId { get; private set; }

    public DateTimeOffset SaidAt { get; private set; }
}
