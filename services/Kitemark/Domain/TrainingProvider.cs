namespace Academy.Kitemark.Domain;

internal sealed class TrainingProvider
{
    private TrainingProvider()
    {
    }

    public TrainingProvider(string name, int? ascWdsCode, string? contact, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        Version = 1;
        (Name, AscWdsCode, Contact, RegisteredAt) = (name, ascWdsCode, contact, now);
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public int? AscWdsCode { get; private set; }

    /// <summary>How the Academy reaches the provider; not public.</summary>
    public string? Contact { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }
}
