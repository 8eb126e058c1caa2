using Academy.Identity.Connect;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Data;

/// <summary>The tables of OpenID Connect: clients, what people granted them, the roles people hold, and the keys.</summary>
internal static class ConnectTables
{
    private const int LongestClientId = 100;

    public static void Describe(ModelBuilder model)
    {
        model.Entity<Client>(client =>
        {
            client.ToTable("clients");
            client.Property(c => c.Id).HasMaxLength(LongestClientId);
            client.Property(c => c.Name).HasMaxLength(100);
            client.HasIndex(c => c.Origins).HasMethod("gin");
        });
        model.Entity<UsedAssertion>(assertion =>
        {
            assertion.ToTable("used_assertions");
            assertion.HasKey(a => new { a.ClientId, a.Jti });
            assertion.Property(a => a.ClientId).HasMaxLength(LongestClientId);
            assertion.Property(a => a.Jti).HasMaxLength(200);
            assertion.HasIndex(a => a.ExpiresAt);
        });
        model.Entity<SigningKey>(key =>
        {
            key.ToTable("signing_keys");
            key.Property(k => k.Id).HasMaxLength(43);
            key.Property(k => k.PublicKey).HasMaxLength(500);
        });
        model.Entity<Membership>(membership =>
        {
            membership.ToTable("memberships");
            membership.Property(m => m.OrganisationKind).HasMaxLength(30);
            membership.Property(m => m.OrganisationName).HasMaxLength(200);
            membership.Property(m => m.Role).HasMaxLength(50);
            membership.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId);
            membership.HasIndex(m => m.OrganisationId);
        });
        DescribeGrants(model);
    }

    private static void DescribeGrants(ModelBuilder model)
    {
        model.Entity<Grant>(grant =>
        {
            grant.ToTable("grants");
            grant.Property(g => g.ClientId).HasMaxLength(LongestClientId);
            grant.Property(g => g.OrganisationKind).HasMaxLength(30);
            grant.Property(g => g.RedirectUri).HasMaxLength(RedirectUris.Longest + 6);
            grant.Property(g => g.CodeChallenge).HasMaxLength(43);
            grant.Property(g => g.Nonce).HasMaxLength(AuthorizationParameters.LongestValue);
            grant.HasOne<Client>().WithMany().HasForeignKey(g => g.ClientId);
            grant.HasOne<Account>().WithMany().HasForeignKey(g => g.AccountId);
            grant.HasIndex(g => g.CodeHash).IsUnique();
            grant.HasIndex(g => g.ExpiresAt);
        });
        model.Entity<RefreshToken>(token =>
        {
            token.ToTable("refresh_tokens");
            token.HasKey(t => t.Hash);
            token.HasOne<Grant>().WithMany().HasForeignKey(t => t.GrantId);
        });
        model.Entity<Consent>(consent =>
        {
            consent.ToTable("consents");
            consent.HasKey(c => new { c.AccountId, c.ClientId });
            consent.Property(c => c.ClientId).HasMaxLength(LongestClientId);
            consent.HasOne<Client>().WithMany().HasForeignKey(c => c.ClientId);
            consent.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId);
        });
        model.Entity<PendingAuthorization>(pending =>
        {
            pending.ToTable("pending_authorizations");
            pending.Property(p => p.Request).HasColumnType("jsonb");
            pending.Property(p => p.Chosen).HasMaxLength(36);
            pending.HasIndex(p => p.StartedAt);
        });
    }
}
