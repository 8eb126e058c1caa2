using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Accounts;

/// <summary>Gives an account the address it has shown to be its own, and tells the former one.</summary>
internal sealed class EmailChange(IdentityDb db, UserManager<Account> users, EmailLinks links, Post post, TimeProvider time)
{
    public async Task<bool> Take(EmailLink link, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await links.Use(link, cancellationToken) || await users.FindByIdAsync(link.AccountId!.Value.ToString()) is not { } account)
        {
            return false;
        }

        post.Add(new Notification("email-changed", account.Email!, "Your email was changed at the Academy", Letters.EmailChanged()));

        // Whoever reads the former address shall not get in by a link that was sent there a moment ago.
        var now = time.GetUtcNow();
        await db.EmailLinks.Where(l => l.AccountId == account.Id && l.UsedAt == null && l.EndedAt == null)
            .ExecuteUpdateAsync(open => open.SetProperty(l => l.EndedAt, now), cancellationToken);
        account.Email = link.Address;
        if (!(await users.UpdateAsync(account)).Succeeded)
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
