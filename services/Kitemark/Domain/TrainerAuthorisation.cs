namespace Academy.Kitemark.Domain;

/// <summary>A trainer may teach a subject for a training provider, for a period.</summary>
internal sealed class TrainerAuthorisation
{
    private TrainerAuthorisation()
    {
    }

    public TrainerAuthorisation(Trainer trainer, int trainingCategoryCode, Period period, string grantedBy)
    {
        Id = Guid.CreateVersion7(period.GrantedAt);
        Version = 1;
        (TrainerId, TrainingProviderId, TrainingCategoryCode, GrantedBy) = (trainer.Id, trainer.TrainingProviderId, trainingCategoryCode, grantedBy);
        (From, Until, GrantedAt) = (period.From, period.Until, period.GrantedAt);
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public Guid TrainerId { get; private set; }

    public Guid TrainingProviderId { get; private set; }

    public int TrainingCategoryCode { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    public DateTimeOffset GrantedAt { get; private set; }

    public string GrantedBy { get; private set; } = "";

    public IReadOnlyList<Decision> Decisions { get; private set; } = [];

    public Period Period => new(From, Until, GrantedAt, Decisions);

    public void End(Decision decision)
    {
        Decisions = Period.Decide(decision).Decisions;
        Version++;
    }
}
