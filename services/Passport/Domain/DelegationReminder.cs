namespace Academy.Passport.Domain;

/// <summary>That learner and employer were told that a delegation ends, once for each distance and last day.</summary>
internal sealed class DelegationReminder
{
    /// <summary>How many days before the last day they are told, the nearest first; on the last day itself, too.</summary>
    public static readonly int[] Distances = [0, 7, 30];

    private DelegationReminder()
    {
    }

    public Guid ObservationId { get; private set; }

    public DateOnly Until { get; private set; }

    public int Days { get; private set; }

    public DateTimeOffset SaidAt { get; private set; }
}
