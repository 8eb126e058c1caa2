using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>A trainer's authorisation for a subject, with every decision on it, and what is due.</summary>
/// <param name="LastDay">The last day in force, by what was decided.</param>
/// <param name="Renewal">How it stands towards its renewal; none where a decision has ended it.</param>
/// <param name="RenewalFrom">The first day on which the period that follows can be granted.</param>
/// <param name="Steps">What whoever asks may do with it as it stands; what a day forbids is said when it is tried.</param>
public sealed record AuthorisationResponse(
    Guid AuthorisationId,
    long Version,
    Guid TrainerId,
    string TrainerName,
    Guid TrainingProviderId,
    string TrainingProviderName,
    int TrainingCategoryCode,
    string TrainingCategory,
    bool IsInForce,
    MarkPeriod Period,
    DateOnly LastDay,
    RenewalState? Renewal,
    DateOnly RenewalFrom,
    IReadOnlyList<MarkStep> Steps)
{
    internal static async Task<AuthorisationResponse> For(Guid id, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
        => Of(
            await db.AuthorisationsWithNames().SingleAsync(row => row.Authorisation.Id == id, cancellationToken),
            await db.JudgeOf(caller, time, cancellationToken),
            (await db.CriteriaOn(MarkScheme.Kitemark, time.Today(), cancellationToken)).Terms,
            time.Today());

    internal static AuthorisationResponse Of(AuthorisationRow row, Judge judge, MarkTerms terms, DateOnly today)
    {
        var held = row.Authorisation;
        return new(
            held.Id,
            held.Version,
            held.TrainerId,
            row.TrainerName,
            held.TrainingProviderId,
            row.TrainingProviderName,
            held.TrainingCategoryCode,
            Subjects.NameOf(held.TrainingCategoryCode),
            held.Period.IsInForceOn(today),
            held.Period.Said(),
            held.Period.LastDay,
            held.EndsByItself ? Domain.Renewal.StateOf(held.Until, isApplied: false, terms, today) : null,
            Domain.Renewal.OpensOn(held.Until, terms),
            judge.StepsOf(held));
    }
}

/// <summary>An authorisation with the names of who holds it.</summary>
internal sealed class AuthorisationRow
{
    public required TrainerAuthorisation Authorisation { get; init; }

    public required string TrainerName { get; init; }

    public required string TrainingProviderName { get; init; }
}

internal static class AuthorisationRows
{
    public static IQueryable<AuthorisationRow> AuthorisationsWithNames(this KitemarkDb db)
        => from authorisation in db.Authorisations.AsNoTracking()
           join trainer in db.Trainers on authorisation.TrainerId equals trainer.Id
           join provider in db.Providers on authorisation.TrainingProviderId equals provider.Id
           select new AuthorisationRow { Authorisation = authorisation, TrainerName = trainer.Name, TrainingProviderName = provider.Name };
}
