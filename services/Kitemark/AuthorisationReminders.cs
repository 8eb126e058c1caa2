using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.Kitemark.Features;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark;

/// <summary>By the terms of the kitemark, as a mark's own.</summary>
internal static class AuthorisationReminders
{
    public static async Task<(int Told, Guid? Last)> Tell(KitemarkDb db, Guid after, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = time.Today();
        var terms = (await db.CriteriaOn(MarkScheme.Kitemark, today, cancellationToken)).Terms;
        var authorisations = await Ending(db, after, terms.RenewalDays, today, cancellationToken);
        var ids = authorisations.ConvertAll(held => held.Id);
        var names = await db.AuthorisationsWithNames().Where(row => ids.Contains(row.Authorisation.Id)).ToDictionaryAsync(row => row.Authorisation.Id, row => row.TrainerName, cancellationToken);
        var told = 0;
        foreach (var held in authorisations)
        {
            if (Renewal.ToTell(held.Until, held.Told, terms, today) is { } days)
            {
                held.Tell(days);
                db.Say(new TrainerAuthorisationRenewalDue(
                    held.Id, held.Version, held.TrainerId, held.TrainingProviderId, names[held.Id], held.TrainingCategoryCode,
                    Subjects.NameOf(held.TrainingCategoryCode), held.Until, days == Renewal.Lapsed ? null : days, time.GetUtcNow()));
                told++;
            }
        }

        return (told, authorisations.Count < RenewalReminders.ChunkSize ? null : authorisations[^1].Id);
    }

    /// <summary>Those that end by themselves around today, that nothing follows and that no decision stands against.</summary>
    private static Task<List<TrainerAuthorisation>> Ending(KitemarkDb db, Guid after, int days, DateOnly today, CancellationToken cancellationToken)
    {
        var (first, last) = (today.AddDays(-Renewal.DaysToTellOfLapse), today.AddDays(days));
        return db.Authorisations.FromSql(
            $"""
            SELECT * FROM trainer_authorisations AS held
            WHERE id > {after} AND until BETWEEN {first} AND {last}
                AND NOT EXISTS (SELECT FROM jsonb_array_elements(decisions) AS decision WHERE decision -> 'reversed' = 'null')
                AND NOT EXISTS (
                    SELECT FROM trainer_authorisations AS next
                    WHERE next.trainer_id = held.trainer_id AND next.training_category_code = held.training_category_code AND next."from" > held."from")
            ORDER BY id LIMIT {RenewalReminders.ChunkSize} FOR UPDATE SKIP LOCKED
            """).ToListAsync(cancellationToken);
    }
}
