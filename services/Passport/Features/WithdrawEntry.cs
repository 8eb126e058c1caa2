using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Why the entry is taken back, in words the learner and whoever checks the passport will read.</summary>
public sealed record WithdrawEntryRequest([Required, StringLength(500, MinimumLength = 3)] string Reason);

/// <summary>
/// An entry that should not be there, for example of somebody who was not in the class. Only who issued it can take it back; it stays in the
/// passport with the reason and counts for nothing. Taken back twice, the first time and its reason stay.
/// </summary>
internal static class WithdrawEntry
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/entries/{entryId:guid}/withdraw", Handle).RequireScope("entries.write").Idempotent();

    private static async Task<Ok<PassportEntry>> Handle(
        Guid entryId, WithdrawEntryRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var issued = await IssuedEntry.Find(db, entryId, caller, cancellationToken);
        var (passport, entry) = await issued.Lock(db, cancellationToken);
        var now = time.GetUtcNow();
        if (passport.Withdraw(entry, caller.Subject, request.Reason.Trim(), now) is { } changed)
        {
            db.Say(changed);
            await Disputes.Settle(db, entry, DisputeOutcome.Withdrawn, entry.WithdrawnReason!, now, cancellationToken);
            await GiveNotice(db, entry, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(Rendering.Render(entry, Subjects.Name));
    }

    /// <summary>To the learner, and to every employer that had accepted it, whether or not the person still works there.</summary>
    private static async Task GiveNotice(PassportDb db, Entry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var relied = await db.AcceptingReceipts.Where(r => r.EntryId == entry.Id).Select(r => r.EmployerId).ToListAsync(cancellationToken);
        db.AddRange(relied.Prepend(entry.LearnerId).Select(recipient => Notice.Of(entry, recipient, now)));
    }
}
