namespace Academy.Contracts.Passport;

/// <summary>
/// An entry that counts expires soon, and nothing in its subject was completed after it. Said once for each number of days people can be
/// reminded at; whether and how a person is told is their own choice, which Identity knows.
/// </summary>
/// <param name="Version">Of the passport when it was said.</param>
/// <param name="Title">The course as recorded.</param>
/// <param name="ValidUntil">The last day it counts, Europe/London.</param>
/// <param name="DaysBefore">90, 60 or 30: that many days are left, or fewer.</param>
[HeardBy("identity")]
public sealed record EntryExpiresSoon(Guid LearnerId, long Version, Guid EntryId, string Title, DateOnly ValidUntil, int DaysBefore, DateTimeOffset SaidAt);
