using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record SearchTrainersResponse(DateOnly On, IReadOnlyList<RegisteredTrainer> Items, string? Next);

/// <summary>A trainer who may teach a subject for a provider that is kitemarked on the day; of a trainer the register says no more than the name.</summary>
public sealed record RegisteredTrainer(
    Guid AuthorisationId,
    Guid TrainerId,
    string Name,
    Guid TrainingProviderId,
    string TrainingProviderName,
    int TrainingCategoryCode,
    string TrainingCategory,
    MarkPeriod Period);

internal static class SearchTrainers
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/register/trainers", Handle).AllowAnonymous().WithName(nameof(SearchTrainers));

    private static async Task<Ok<SearchTrainersResponse>> Handle(
        [AsParameters] RegisterQuestion asked, KitemarkDb db, TimeProvider time, HttpRequest request, CancellationToken cancellationToken)
    {
        var day = asked.On ?? time.Today();
        var size = asked.Limit ?? RegisterQuestion.PageSize;
        var rows =
            from authorisation in InForce(db, day)
            where (asked.Subject == null || authorisation.TrainingCategoryCode == asked.Subject)
                && (asked.Provider == null || authorisation.TrainingProviderId == asked.Provider)
                && (asked.After == null || authorisation.Id > asked.After)
                && db.Marks.Any(mark => mark.SubjectId == authorisation.TrainingProviderId && mark.From <= day && mark.LastDay >= day)
            join trainer in db.Trainers on authorisation.TrainerId equals trainer.Id
            join provider in db.Providers on authorisation.TrainingProviderId equals provider.Id
            select new { Authorisation = authorisation, Trainer = trainer.Name, Provider = provider.Name };
        foreach (var pattern in asked.Words.Select(RegisterQuestion.Pattern))
        {
            rows = rows.Where(row => EF.Functions.ILike(row.Trainer, pattern, "\\") || EF.Functions.ILike(row.Provider, pattern, "\\"));
        }

        var found = await rows.OrderBy(row => row.Authorisation.Id).Take(size + 1).ToListAsync(cancellationToken);
        var items = found.Take(size).Select(row => new RegisteredTrainer(
            row.Authorisation.Id,
            row.Authorisation.TrainerId,
            row.Trainer,
            row.Authorisation.TrainingProviderId,
            row.Provider,
            row.Authorisation.TrainingCategoryCode,
            Subjects.NameOf(row.Authorisation.TrainingCategoryCode),
            row.Authorisation.Period.Said())).ToList();
        return TypedResults.Ok(new SearchTrainersResponse(
            day, items, found.Count > size ? RegisterQuestion.Next(request, day, items[^1].AuthorisationId) : null));
    }

    /// <summary>The same rule as <see cref="Period.IsInForceOn"/>, for the database.</summary>
    private static IQueryable<TrainerAuthorisation> InForce(KitemarkDb db, DateOnly day) => db.Authorisations.FromSql(
        $"""
        SELECT * FROM trainer_authorisations
        WHERE "from" <= {day} AND until >= {day} AND NOT EXISTS (
            SELECT 1 FROM jsonb_array_elements(decisions) AS decision
            WHERE decision -> 'reversed' = 'null' AND (decision ->> 'from')::date <= {day})
        """).AsNoTracking();
}
