namespace Academy.Identity.Domain;

/// <summary>A message to a person that waits to be sent; it commits with the change it tells of.</summary>
internal sealed class Message
{
    private Message()
    {
    }

    public Message(string purpose, string address, string subject, string sealedBody, DateTimeOffset now)
        => (Id, Purpose, Address, Subject, Body, CreatedAt, NextTryAt) = (Guid.CreateVersion7(now), purpose, address, subject, sealedBody, now, now);

    public Guid Id { get; private set; }

    /// <summary>What it is for, and so which template it is sent with: <c>sign-in</c>, <c>register</c> …</summary>
    public string Purpose { get; private set; } = "";

    public string Address { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>The lines, sealed; they may hold a link. Gone as soon as the message is.</summary>
    public string? Body { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public int Tries { get; private set; }

    public DateTimeOffset NextTryAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? GivenUpAt { get; private set; }
}
