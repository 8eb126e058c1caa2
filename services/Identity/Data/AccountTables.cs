using Academy.Identity.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Data;

/// <summary>
/// The tables of accounts. ASP.NET Core Identity's own context would bring them, but a service's database inherits from
/// another one; the store asks for nothing but these entities.
/// </summary>
internal static class AccountTables
{
    private const int LongestAddress = 254;

    public static void Describe(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.Ignore(a => a.PasswordHash);
            account.Property(a => a.FullName).HasMaxLength(Account.LongestName);
            account.Property(a => a.Language).HasMaxLength(35);
            account.Property(a => a.ReminderDays).HasDefaultValueSql("'{90,60,30}'");
            account.Property(a => a.UserName).HasMaxLength(36);
            account.Property(a => a.NormalizedUserName).HasMaxLength(36);
            account.Property(a => a.Email).HasMaxLength(LongestAddress);
            account.Property(a => a.NormalizedEmail).HasMaxLength(LongestAddress);
            account.Property(a => a.PhoneNumber).HasMaxLength(20);
            account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            account.HasIndex(a => a.NormalizedEmail).IsUnique();
            account.HasIndex(a => a.LearnerId).IsUnique();
            account.HasMany<IdentityUserClaim<Guid>>().WithOne().HasForeignKey(claim => claim.UserId);
            account.HasMany<IdentityUserLogin<Guid>>().WithOne().HasForeignKey(login => login.UserId);
            account.HasMany<IdentityUserToken<Guid>>().WithOne().HasForeignKey(token => token.UserId);
            account.HasMany<IdentityUserPasskey<Guid>>().WithOne().HasForeignKey(passkey => passkey.UserId);
            account.HasMany<Session>().WithOne().HasForeignKey(session => session.AccountId);
            account.HasMany<RecoveryCode>().WithOne().HasForeignKey(code => code.AccountId);
            account.HasMany<NameChange>().WithOne().HasForeignKey(change => change.AccountId);
            account.HasMany<EmailLink>().WithOne().HasForeignKey(link => link.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserClaim<Guid>>().ToTable("account_claims");
        model.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.ToTable("account_logins");
            login.HasKey(l => new { l.LoginProvider, l.ProviderKey });
            login.Property(l => l.LoginProvider).HasMaxLength(128);
            login.Property(l => l.ProviderKey).HasMaxLength(256);
        });
        model.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("account_tokens");
            token.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
            token.Property(t => t.LoginProvider).HasMaxLength(128);
            token.Property(t => t.Name).HasMaxLength(128);
        });
        model.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("passkeys");
            passkey.HasKey(p => p.CredentialId);
            passkey.Property(p => p.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(p => p.Data).ToJson("data");
        });
        DescribeSigningIn(model);
        DescribeTheRest(model);
    }

    private static void DescribeSigningIn(ModelBuilder model)
    {
        model.Entity<Session>(session =>
        {
            session.ToTable("sessions");
            session.Property(s => s.Device).HasMaxLength(100);
            session.HasIndex(s => s.CreatedAt);
        });
        model.Entity<EmailLink>(link =>
        {
            link.ToTable("email_links");
            link.Property(l => l.Address).HasMaxLength(LongestAddress);
            link.Property(l => l.NormalizedAddress).HasMaxLength(LongestAddress);
            link.Property(l => l.ReturnUrl).HasMaxLength(2000);
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasIndex(l => new { l.NormalizedAddress, l.Purpose });
            link.HasIndex(l => l.CreatedAt);
        });
        model.Entity<Throttle>(throttle =>
        {
            throttle.ToTable("throttles");
            throttle.HasKey(t => t.Key);
            throttle.HasIndex(t => t.EndsAt);
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.ToTable("recovery_codes");
            code.HasKey(c => new { c.AccountId, c.Hash });
        });
    }

    private static void DescribeTheRest(ModelBuilder model)
    {
        model.Entity<Message>(message =>
        {
            message.ToTable("messages");
            message.Property(m => m.Purpose).HasMaxLength(50);
            message.Property(m => m.Address).HasMaxLength(LongestAddress);
            message.Property(m => m.Subject).HasMaxLength(200);
            message.HasIndex(m => m.NextTryAt).HasFilter("sent_at IS NULL AND given_up_at IS NULL");
            message.HasIndex(m => m.CreatedAt);
        });
        model.Entity<NameChange>(change =>
        {
            change.ToTable("name_changes");
            change.Property(c => c.Reference).HasMaxLength(20);
            change.Property(c => c.NewName).HasMaxLength(Account.LongestName);
            change.Property(c => c.Reason).HasMaxLength(1000);
            change.Property(c => c.DecidedBy).HasMaxLength(100);
            change.Property(c => c.DecisionNote).HasMaxLength(1000);
            change.Property(c => c.Version).IsConcurrencyToken();
            change.HasIndex(c => c.Reference).IsUnique();
            change.HasIndex(c => c.AccountId).IsUnique().HasFilter("state = 'Waiting'").HasDatabaseName("ix_name_changes_waiting");
        });
        model.Entity<ProtectionKey>(key =>
        {
            key.ToTable("protection_keys");
            key.HasKey(k => k.Name);
            key.Property(k => k.Name).HasMaxLength(200);
        });
    }
}
