namespace Academy.Identity.Domain;

/// <summary>How often something was tried by or about somebody in the current window; the key is a keyed hash.</summary>
internal sealed class Throttle
{
    public byte[] Key { get; private set; } = [];

    public int Count { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }
}
