using Academy.Passport.Credentials;
using Academy.Passport.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Academy.Passport.Data;

/// <summary>The tables of credentials and of the keys they are signed with.</summary>
internal static class CredentialTables
{
    /// <summary>Places in the status lists; a number that was drawn is never drawn again.</summary>
    public const string Numbers = "credential_numbers";

    public static void Describe(EntityTypeBuilder<Credential> credential)
    {
        credential.ToTable("credentials");
        credential.HasKey(c => c.Number);
        credential.Property(c => c.Number).ValueGeneratedNever();
        credential.HasIndex(c => c.Id).IsUnique();
        credential.HasIndex(c => c.EntryId);

        // What is to be signed anew after another key signs.
        credential.HasIndex(c => c.KeyId).HasFilter("signed IS NOT NULL AND NOT is_revoked");
        credential.HasIndex(c => c.EntryId, "ix_credentials_current").IsUnique().HasFilter("NOT is_revoked");
        credential.HasIndex(c => c.Number, "ix_credentials_revoked").HasFilter("is_revoked");
        credential.HasIndex(c => c.Number, "ix_credentials_suspended").HasFilter("is_suspended");
        credential.HasIndex(c => c.Number, "ix_credentials_to_be_revoked").HasFilter("revoked_from IS NOT NULL");
        credential.HasIndex(c => c.Number, "ix_credentials_to_be_suspended").HasFilter("suspended_from IS NOT NULL");
        credential.HasIndex(c => c.QualificationId, "ix_credentials_current_qualification").IsUnique().HasFilter("NOT is_revoked");
        credential.HasIndex(c => c.MarkId, "ix_credentials_current_endorsement").IsUnique().HasFilter("NOT is_revoked");
        credential.HasOne<Mark>().WithMany().HasForeignKey(c => c.MarkId).OnDelete(DeleteBehavior.Restrict);
        credential.HasOne<Entry>().WithMany().HasForeignKey(c => c.EntryId).OnDelete(DeleteBehavior.Restrict);
    }

    public static void Describe(EntityTypeBuilder<CredentialKey> key)
    {
        key.ToTable("credential_keys");
        key.Property(k => k.Id).HasMaxLength(43);
        key.Property(k => k.X).HasMaxLength(43);
        key.Property(k => k.Y).HasMaxLength(43);
    }
}
