namespace Academy.Benefits.Domain;

/// <summary>An organisation that gives something to people who work in care.</summary>
internal sealed class Partner
{
    private Partner()
    {
    }

    public Partner(string name, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7();
        Name = name.Trim();
        RegisteredAt = now;
    }

    public Guid Id { get; private init; }

    public string Name { get; private init; } = "";

    public DateTimeOffset RegisteredAt { get; private init; }
}
