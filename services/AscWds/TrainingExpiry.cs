namespace Academy.AscWds;

/// <summary>
/// The last day a completion counts: completion plus the months, less one day, as the ASC-WDS bulk upload has it. Where
/// the month has no such day its last day is taken before the day is taken off: 31 January and one month end on
/// 27 February (28 in a leap year), 29 February and twelve months on 27 February.
/// </summary>
public static class TrainingExpiry
{
    public static DateOnly After(DateOnly completedOn, int months) => completedOn.AddMonths(months).AddDays(-1);
}
