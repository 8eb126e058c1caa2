using Academy.Contracts.Kitemark;
using Academy.Passport.Domain;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class TrainerAuthorisedConsumer(MarkIntake intake) : IConsumer<TrainerAuthorised>
{
    public Task Consume(ConsumeContext<TrainerAuthorised> context)
    {
        var said = context.Message;
        return intake.Take(Mark.OfTrainer(
            said.AuthorisationId, said.Version, said.TrainerId, said.TrainerName, said.TrainingProviderId, said.TrainingCategoryCode, said.Period), context.CancellationToken);
    }
}
