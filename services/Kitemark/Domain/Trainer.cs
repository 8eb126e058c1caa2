namespace Academy.Kitemark.Domain;

/// <summary>A person who teaches for a training provider.</summary>
internal sealed class Trainer
{
    private Trainer()
    {
    }

    public Trainer(Guid trainingProviderId, string name, DateTimeOffset now)
        => (Id, TrainingProviderId, Name, RegisteredAt) = (Guid.CreateVersion7(now), trainingProviderId, name, now);

    public Guid Id { get; private set; }

    public Guid TrainingProviderId { get; private set; }

    public string Name { get; private set; } = "";

    public DateTimeOffset RegisteredAt { get; private set; }
}
