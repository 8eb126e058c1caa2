namespace Academy.Kitemark.Domain;

/// <summary>A trainer may teach a subject for a training provider, for a period.</summary>
internal sealed class TrainerAuthorisation : Granted
{
    private TrainerAuthorisation()
    {
    }

    public TrainerAuthorisation(Trainer trainer, int trainingCategoryCode, Period period, string grantedBy)
        : base(period, grantedBy)
        => (TrainerId, TrainingProviderId, TrainingCategoryCode) = (trainer.Id, trainer.TrainingProviderId, trainingCategoryCode);

    public Guid TrainerId { get; private set; }

    public Guid TrainingProviderId { get; private set; }

    public int TrainingCategoryCode { get; private set; }
}
