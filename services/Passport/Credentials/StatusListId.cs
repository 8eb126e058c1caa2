using System.Globalization;

namespace Academy.Passport.Credentials;

internal enum StatusPurpose
{
    /// <summary>Withdrawn for ever.</summary>
    Revocation,

    /// <summary>In doubt for now.</summary>
    Suspension,
}

/// <summary>A status list: the number of it, from 1, and what a bit in it means. Of each number there is one for either purpose.</summary>
internal sealed record StatusListId(long List, StatusPurpose Purpose)
{
    /// <summary>As many as the standard asks for at least, so that nobody is told by who asks for which list.</summary>
    public const int Length = 131_072;

    public long First => (List - 1) * Length;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{List}-{NameOf(Purpose)}");

    public static StatusListId Of(long number, StatusPurpose purpose) => new((number / Length) + 1, purpose);

    public static string NameOf(StatusPurpose purpose) => purpose == StatusPurpose.Revocation ? "revocation" : "suspension";

    /// <summary>Written in one way only.</summary>
    public static StatusListId? Read(string text)
    {
        foreach (var purpose in Enum.GetValues<StatusPurpose>())
        {
            if (text.Split('-') is [var number, _] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var list)
                && list is > 0 and < int.MaxValue && new StatusListId(list, purpose) is var id && id.ToString() == text)
            {
                return id;
            }
        }

        return null;
    }
}
