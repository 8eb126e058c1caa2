using System.Text.Json;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Accounts;

/// <summary>What a person answered on the way to an account.</summary>
internal sealed record Answers
{
    public string? FullName { get; init; }

    public DateOnly? DateOfBirth { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? ReturnUrl { get; init; }

    /// <summary>The person was told that an employer's address may be lost, and wants to keep it.</summary>
    public bool KeepsWorkEmail { get; init; }
}

/// <summary>
/// Sends links and takes them back. Whether an address has an account shows only in what arrives at that address: the page,
/// its status and the work done are the same.
/// </summary>
internal sealed class EmailLinks(
    IdentityDb db, UserManager<Account> users, Post post, Throttles throttles, Issuer issuer, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Asking again sooner sends nothing: the first message is on its way.</summary>
    public static readonly TimeSpan SendAgainAfter = TimeSpan.FromSeconds(60);

    private readonly IDataProtector _seal = protection.CreateProtector("answers");

    public async Task AskToSignIn(HttpContext http, string address, string? returnUrl, CancellationToken cancellationToken)
        => await Send(http, LinkPurpose.SignIn, address, (account, link) =>
        {
            var url = Url(link);
            return account is null
                ? new Notification("no-account", address, "You do not have an Academy account yet", Letters.NoAccount($"{issuer.Name}/register"))
                : new Notification("sign-in", account.Email!, "Sign in to the Academy: your link", Letters.SignIn(url));
        }, returnUrl, null, cancellationToken);

    public async Task AskToRegister(HttpContext http, Answers answers, CancellationToken cancellationToken)
        => await Send(http, LinkPurpose.Register, answers.Email!, (account, link) =>
        {
            var url = Url(link);
            return account is null
                ? new Notification("register", answers.Email!, "Confirm your email for the Academy", Letters.Register(url))
                : new Notification("have-account", account.Email!, "You already have an Academy account", Letters.HaveAccount(url));
        }, answers.ReturnUrl, answers, cancellationToken);

    public async Task AskToChange(HttpContext http, Account account, string address, CancellationToken cancellationToken)
        => await Send(http, LinkPurpose.ChangeEmail, address, (holder, link) =>
        {
            var url = Url(link);
            return holder is null
                ? new Notification("change-email", address, "Confirm your new email for the Academy", Letters.ChangeEmail(url))
                : new Notification("address-in-use", address, "Your email is already used at the Academy", Letters.AddressInUse());
        }, null, null, cancellationToken, account);

    /// <summary>The link of a token, used up or not; none if there never was one.</summary>
    public async Task<EmailLink?> Find(string token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > 100)
        {
            return null;
        }

        var hash = EmailLink.Hash(token);
        return await db.EmailLinks.AsNoTracking().SingleOrDefaultAsync(link => link.TokenHash == hash, cancellationToken);
    }

    /// <summary>Uses a link up. Of several who try at once one succeeds.</summary>
    public async Task<bool> Use(EmailLink link, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var oldest = now - EmailLink.Lifetime;
        return await db.EmailLinks
            .Where(l => l.Id == link.Id && l.UsedAt == null && l.EndedAt == null && l.CreatedAt > oldest)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now).SetProperty(x => x.Details, (string?)null), cancellationToken) == 1;
    }

    public Answers AnswersOf(EmailLink link) => JsonSerializer.Deserialize<Answers>(_seal.Unprotect(link.Details!))!;

    private async Task Send(
        HttpContext http,
        LinkPurpose purpose,
        string address,
        Func<Account?, string, Notification> write,
        string? returnUrl,
        Answers? answers,
        CancellationToken cancellationToken,
        Account? asker = null)
    {
        await throttles.Count(Limit.LinksByACaller, Throttles.Caller(http), cancellationToken);
        await throttles.Count(Limit.LinksToAnAddress, address, cancellationToken);
        var now = time.GetUtcNow();
        var normalized = address.ToUpperInvariant();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Two presses of the button at the same moment wait for each other here.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({normalized}, 0))", cancellationToken);
        var older = db.EmailLinks.Where(l => l.NormalizedAddress == normalized && l.Purpose == purpose && l.UsedAt == null && l.EndedAt == null);
        var justNow = now - SendAgainAfter;
        if (await older.AnyAsync(l => l.CreatedAt > justNow, cancellationToken))
        {
            return;
        }

        var holder = await users.FindByEmailAsync(address);
        await older.ExecuteUpdateAsync(l => l.SetProperty(x => x.EndedAt, now), cancellationToken);
        var link = new EmailLink(purpose, address, (asker ?? holder)?.Id, LocalUrl.Safe(returnUrl), now);
        link.Keep(_seal.Protect(JsonSerializer.Serialize(answers ?? new Answers())));
        db.Add(link);
        post.Add(write(holder, link.MakeToken()));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private string Url(string token) => $"{issuer.Name}/sign-in/link/{token}";
}
