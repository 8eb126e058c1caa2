using Academy.Contracts.Learner;
using Academy.Passport.Data;
using Academy.People;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Consumers;

internal sealed class LearnerErasedConsumer(PassportDb db) : IConsumer<LearnerErased>
{
    // Entries, ledger, disputes, shares and receipts go with the passport they belong to.
    public async Task Consume(ConsumeContext<LearnerErased> context)
    {
        var erased = context.Message;
        await db.Erase(erased, context.CancellationToken);

        // Whoever is just making a credential holds the passport, too. What is left of one is its revoked place in the status lists.
        var passports = await db.LockPassports([erased.LearnerId], context.CancellationToken);
        foreach (var number in passports.Select(p => p.AcademyNumber))
        {
            await db.ImportRows.Where(row => row.Person == number).ExecuteDeleteAsync(context.CancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE class_drafts SET version = version + 1, people = (
                    SELECT coalesce(jsonb_agg(person ORDER BY place), '[]') FROM jsonb_array_elements(people) WITH ORDINALITY AS listed (person, place)
                    WHERE person ->> 'academyNumber' IS DISTINCT FROM {number})
                WHERE people @> jsonb_build_array(jsonb_build_object('academyNumber', {number}))
                """,
                context.CancellationToken);
        }

        var qualifications = passports.SelectMany(p => p.Qualifications).Select(q => q.Id).ToList();
        await db.Credentials
            .Where(c => db.Entries.Any(e => e.Id == c.EntryId && e.LearnerId == erased.LearnerId) || (c.QualificationId != null && qualifications.Contains(c.QualificationId.Value)))
            .ExecuteUpdateAsync(
                c => c.SetProperty(c => c.IsRevoked, true).SetProperty(c => c.EntryId, (Guid?)null).SetProperty(c => c.QualificationId, (Guid?)null)
                    .SetProperty(c => c.Content, (byte[]?)null).SetProperty(c => c.Intent, (string?)null).SetProperty(c => c.Signed, (string?)null),
                context.CancellationToken);
        // Without an owner the files go, too: EvidenceSweeper.
        await db.Evidence.Where(e => e.LearnerId == erased.LearnerId).ExecuteUpdateAsync(e => e.SetProperty(e => e.LearnerId, (Guid?)null), context.CancellationToken);
        await db.Employments.Where(e => e.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Passports.Where(p => p.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);

        // After the passport: whoever holds it may just be giving notice.
        await db.WebhookDeliveries.Where(d => d.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Notices.Where(n => n.RecipientId == erased.LearnerId || n.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
    }
}
