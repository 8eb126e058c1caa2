using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>A trainer's authorisation is suspended, withdrawn and reinstated by the rules of a mark.</summary>
internal static class DecideAuthorisation
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/authorisations/{id:guid}/suspend", Suspend).RequireScope("kitemark.decide").Idempotent().WithName("SuspendAuthorisation");
        app.MapPost("/authorisations/{id:guid}/withdraw", Withdraw).RequireScope("kitemark.decide").Idempotent().WithName("WithdrawAuthorisation");
        app.MapPost("/authorisations/{id:guid}/reinstate", Reinstate).RequireScope("kitemark.decide").Idempotent().WithName("ReinstateAuthorisation");
    }

    private static Task<Ok<AuthorisationResponse>> Suspend(
        Guid id, DecisionRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
        => End(id, request.As(MarkDecisionKind.Suspended, caller, time), caller, db, time, cancellationToken);

    private static Task<Ok<AuthorisationResponse>> Withdraw(
        Guid id, DecisionRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
        => End(id, request.As(MarkDecisionKind.Withdrawn, caller, time), caller, db, time, cancellationToken);

    private static async Task<Ok<AuthorisationResponse>> End(
        Guid id, Decision decision, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var authorisation = await Of(id, caller, db, time, cancellationToken);
        authorisation.Decide(decision);
        db.Say(new TrainerAuthorisationEnded(
            authorisation.Id,
            authorisation.Version,
            authorisation.TrainerId,
            authorisation.TrainingProviderId,
            await NameOf(authorisation, db, cancellationToken),
            authorisation.TrainingCategoryCode,
            authorisation.Period.Said(),
            decision.DecidedAt));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await AuthorisationResponse.For(id, caller, db, time, cancellationToken));
    }

    /// <summary>The latest decision is taken back; that it was taken, and taken back, stays on record.</summary>
    private static async Task<Ok<AuthorisationResponse>> Reinstate(
        Guid id, ReasonRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var authorisation = await Of(id, caller, db, time, cancellationToken);
        var others = await db.Authorisations.AsNoTracking()
            .Where(a => a.TrainerId == authorisation.TrainerId && a.TrainingCategoryCode == authorisation.TrainingCategoryCode && a.Id != id)
            .ToListAsync(cancellationToken);
        authorisation.Reinstate(new Reversal(request.Reason.Trim(), now, caller.Subject), others.Select(other => other.Period));
        db.Say(new TrainerAuthorised(
            authorisation.Id,
            authorisation.Version,
            authorisation.TrainerId,
            authorisation.TrainingProviderId,
            await NameOf(authorisation, db, cancellationToken),
            authorisation.TrainingCategoryCode,
            authorisation.Period.Said(),
            now));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await AuthorisationResponse.For(id, caller, db, time, cancellationToken));
    }

    private static async Task<TrainerAuthorisation> Of(Guid id, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireKitemarkLead();
        var authorisation = await db.LockAuthorisation(id, cancellationToken);
        (await db.JudgeOf(caller, time, cancellationToken)).RequireImpartial(authorisation.TrainingProviderId);
        return authorisation;
    }

    private static Task<string> NameOf(TrainerAuthorisation authorisation, KitemarkDb db, CancellationToken cancellationToken)
        => db.Trainers.Where(t => t.Id == authorisation.TrainerId).Select(t => t.Name).SingleAsync(cancellationToken);
}
