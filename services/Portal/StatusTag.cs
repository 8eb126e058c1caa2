namespace Academy.Portal;

/// <summary>How a record stands today, in the words every page uses. <paramref name="Text"/> is a key of Words.</summary>
public sealed record StatusTag(string Text, string Colour)
{
    /// <summary>People are reminded this many days before training expires.</summary>
    public const int SoonDays = 90;

    public static StatusTag Of(DateOnly? validUntil, DateOnly today) => validUntil switch
    {
        { } until when until < today => new("Expired", "red"),
        { } until when until <= today.AddDays(SoonDays) => new("Expires soon", "yellow"),
        _ => new("Up to date", "green"),
    };
}
