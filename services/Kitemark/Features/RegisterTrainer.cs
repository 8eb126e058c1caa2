using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record RegisterTrainerRequest([Required, StringLength(100, MinimumLength = 1)] string Name);

public sealed record RegisterTrainerResponse(Guid TrainerId);

internal static class RegisterTrainer
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/providers/{id:guid}/trainers", Handle).RequireScope("kitemark.write").Idempotent().WithName(nameof(RegisterTrainer));

    private static async Task<Created<RegisterTrainerResponse>> Handle(
        Guid id, RegisterTrainerRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireProviderOrAcademy(id);
        if (!await db.Providers.AnyAsync(provider => provider.Id == id, cancellationToken))
        {
            throw new NotThere();
        }

        var trainer = new Trainer(id, request.Name.Trim(), time.GetUtcNow());
        db.Add(trainer);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/kitemark/v1/trainers/{trainer.Id}/standing", new RegisterTrainerResponse(trainer.Id));
    }
}
