using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Pages;

internal sealed class NameChangeCheckModel(IdentityDb db, Drafts drafts, Throttles throttles, TimeProvider time) : NameChangePage(db, drafts)
{
    private readonly IdentityDb _db = db;

    public string NewName { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (Wanted is not { NewName: { } name, Reason: { } reason })
        {
            return Redirect("/account/name-change");
        }

        (NewName, Reason) = (name, reason);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // Two presses of the button wait for each other here; the second finds what the first has asked for.
        await using var transaction = await _db.Database.BeginTransactionAsync(cancellationToken);
        await _db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({Account.Id.ToString()}, 1))", cancellationToken);
        if (await Waiting(cancellationToken) is { } reference)
        {
            Forget();
            return Redirect(Done(reference));
        }

        if (Wanted is not { NewName: { } name, Reason: { } reason })
        {
            return Redirect("/account/name-change");
        }

        await throttles.Count(Limit.NameChangesOfAnAccount, Account.Id.ToString(), cancellationToken);
        var change = new NameChange(Account.Id, name, reason, time.GetUtcNow());
        _db.Add(change);
        await _db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Forget();
        return Redirect(Done(change.Reference));
    }
}
