using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>Every subject the trainer was ever authorised for, with the answer for that day.</summary>
public sealed record GetTrainerStandingResponse(
    Guid TrainerId, string Name, Guid TrainingProviderId, DateOnly On, IReadOnlyList<AuthorisationStanding> Subjects);

internal static class GetTrainerStanding
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/trainers/{id:guid}/standing", Handle).AllowAnonymous().WithName(nameof(GetTrainerStanding));

    private static async Task<Ok<GetTrainerStandingResponse>> Handle(
        Guid id, DateOnly? on, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var day = on ?? time.Today();
        var trainer = await db.Trainers.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellationToken) ?? throw new NotThere();
        var authorisations = await db.Authorisations.AsNoTracking().Where(a => a.TrainerId == id).ToListAsync(cancellationToken);
        return TypedResults.Ok(new GetTrainerStandingResponse(
            trainer.Id,
            trainer.Name,
            trainer.TrainingProviderId,
            day,
            [.. authorisations.GroupBy(a => a.TrainingCategoryCode).OrderBy(subject => subject.Key)
                .Select(subject => AuthorisationStanding.Of(subject.Key, [.. subject], day))]));
    }
}
