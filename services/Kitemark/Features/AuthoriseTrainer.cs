using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record AuthoriseTrainerRequest([Required] int? TrainingCategoryCode, [Required] DateOnly? From, [Required] DateOnly? Until);

public sealed record AuthoriseTrainerResponse(Guid AuthorisationId);

internal static class AuthoriseTrainer
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/trainers/{id:guid}/authorisations", Handle).RequireScope("kitemark.decide").Idempotent().WithName(nameof(AuthoriseTrainer));

    private static async Task<Created<AuthoriseTrainerResponse>> Handle(
        Guid id, AuthoriseTrainerRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireKitemarkLead();
        var trainer = await db.Trainers.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellationToken) ?? throw new NotThere();
        (await db.JudgeOf(caller, time, cancellationToken)).RequireImpartial(trainer.TrainingProviderId);
        var subject = Subjects.Require(request.TrainingCategoryCode);
        var period = Period.Grant(request.From!.Value, request.Until!.Value, time.GetUtcNow());

        await db.LockProvider(trainer.TrainingProviderId, cancellationToken);
        var held = await db.Authorisations.AsNoTracking()
            .Where(a => a.TrainerId == id && a.TrainingCategoryCode == subject).ToListAsync(cancellationToken);
        if (held.FirstOrDefault(a => a.Period.Overlaps(period)) is { } other)
        {
            throw new RuleBroken(
                $"The trainer is authorised for this subject from {other.From:yyyy-MM-dd} to {other.Period.LastDay:yyyy-MM-dd} already. Choose a period that does not overlap.",
                "period-overlaps");
        }

        Renewal.RequireFollowing(held, period, (await db.CriteriaOn(MarkScheme.Kitemark, time.Today(), cancellationToken)).Terms, time.Today());
        var marks = await db.Marks.AsNoTracking().Where(m => m.SubjectId == trainer.TrainingProviderId).ToListAsync(cancellationToken);
        if (!marks.Exists(mark => mark.Period.IsInForceOn(period.From)))
        {
            throw new RuleBroken(
                $"The training provider is not kitemarked on {period.From:yyyy-MM-dd}, when the authorisation would begin. Decide on the provider first, or choose a day within its kitemark.",
                "provider-not-marked");
        }

        var authorisation = new TrainerAuthorisation(trainer, subject, period, caller.Subject);
        db.Add(authorisation);
        db.Say(new TrainerAuthorised(
            authorisation.Id, authorisation.Version, trainer.Id, trainer.TrainingProviderId, trainer.Name, subject, period.Said(), period.GrantedAt));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/kitemark/v1/trainers/{trainer.Id}/standing", new AuthoriseTrainerResponse(authorisation.Id));
    }
}
