using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Accounts;

/// <summary>Lets in whoever has shown that an address is theirs, making the account where they asked for one.</summary>
internal sealed class Registration(IdentityDb db, UserManager<Account> users, EmailLinks links, TimeProvider time)
{
    /// <summary>Whom the link lets in; none if it was used up meanwhile.</summary>
    public async Task<Account?> Enter(EmailLink link, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await links.Use(link, cancellationToken))
        {
            return null;
        }

        var account = link.AccountId is { } id ? await users.FindByIdAsync(id.ToString()) : await users.FindByEmailAsync(link.Address);
        if (account is null && link.Purpose == LinkPurpose.Register)
        {
            var made = account = await Make(links.AnswersOf(link));
            await db.EmailLinks.Where(l => l.Id == link.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.AccountId, made.Id), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return account;
    }

    private async Task<Account> Make(Answers answers)
    {
        var account = new Account(answers.FullName!, answers.DateOfBirth, answers.Email!, time.GetUtcNow()) { PhoneNumber = answers.Phone };
        var made = await users.CreateAsync(account);
        return made.Succeeded ? account : throw new InvalidOperationException($"The account could not be made: {string.Join(", ", made.Errors.Select(error => error.Code))}");
    }
}
