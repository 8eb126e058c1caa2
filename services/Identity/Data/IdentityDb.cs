using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Data;

public sealed class IdentityDb(DbContextOptions<IdentityDb> options) : ServiceDb(options)
{
    internal DbSet<Client> Clients => Set<Client>();

    internal DbSet<UsedAssertion> UsedAssertions => Set<UsedAssertion>();

    internal DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    internal DbSet<PendingAuthorization> PendingAuthorizations => Set<PendingAuthorization>();

    internal DbSet<Grant> Grants => Set<Grant>();

    internal DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    internal DbSet<Consent> Consents => Set<Consent>();

    internal DbSet<Membership> Memberships => Set<Membership>();

    internal DbSet<Organisation> Organisations => Set<Organisation>();

    internal DbSet<Invitation> Invitations => Set<Invitation>();

    internal DbSet<StaffInvitation> StaffInvitations => Set<StaffInvitation>();

    internal DbSet<Feedback> Feedback => Set<Feedback>();

    internal DbSet<KnownLearner> KnownLearners => Set<KnownLearner>();

    internal DbSet<KnownEmployer> KnownEmployers => Set<KnownEmployer>();

    internal DbSet<KnownEmployment> KnownEmployments => Set<KnownEmployment>();

    internal DbSet<KnownCompletion> KnownCompletions => Set<KnownCompletion>();

    internal DbSet<RecordRequest> RecordRequests => Set<RecordRequest>();

    internal DbSet<StaffLook> StaffLooks => Set<StaffLook>();

    internal DbSet<Account> Accounts => Set<Account>();

    internal DbSet<IdentityUserPasskey<Guid>> Passkeys => Set<IdentityUserPasskey<Guid>>();

    internal DbSet<Session> Sessions => Set<Session>();

    internal DbSet<EmailLink> EmailLinks => Set<EmailLink>();

    internal DbSet<Message> Messages => Set<Message>();

    internal DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    internal DbSet<NameChange> NameChanges => Set<NameChange>();

    internal DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    /// <summary>Remembers an assertion until it has expired; false if it was used before.</summary>
    internal async Task<bool> UseAssertion(
        string clientId, string jti, DateTime expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
        => await Database.ExecuteSqlAsync(
            $"""
            WITH forgotten AS (
                DELETE FROM used_assertions WHERE (client_id, jti) IN (
                    SELECT client_id, jti FROM used_assertions WHERE expires_at < {now} LIMIT 50 FOR UPDATE SKIP LOCKED))
            INSERT INTO used_assertions (client_id, jti, expires_at) VALUES ({clientId}, {jti}, {expiresAt})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken) == 1;

    protected override void Describe(ModelBuilder model)
    {
        AccountTables.Describe(model);
        ConnectTables.Describe(model);
        MemberTables.Describe(model);
        FeedbackTable.Describe(model);
    }
}
