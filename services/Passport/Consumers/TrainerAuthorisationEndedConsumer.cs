using Academy.Contracts.Kitemark;
using Academy.Passport.Domain;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class TrainerAuthorisationEndedConsumer(MarkIntake intake) : IConsumer<TrainerAuthorisationEnded>
{
    public Task Consume(ConsumeContext<TrainerAuthorisationEnded> context)
    {
        var said = context.Message;
        return intake.Take(Mark.OfTrainer(
            said.AuthorisationId, said.Version, said.TrainerId, said.TrainerName, said.TrainingProviderId, said.TrainingCategoryCode, said.Period), context.CancellationToken);
    }
}
