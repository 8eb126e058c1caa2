using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Data;

/// <summary>The tables of organisations and roles, and of what finds a person's own record.</summary>
internal static class MemberTables
{
    private const int LongestSubject = 100;

    public static void Describe(ModelBuilder model)
    {
        model.Entity<Organisation>(organisation =>
        {
            organisation.ToTable("organisations");
            organisation.Property(o => o.Id).ValueGeneratedNever();
            organisation.Property(o => o.Name).HasMaxLength(Organisation.LongestName);
            organisation.Property(o => o.StartedBy).HasMaxLength(LongestSubject);
            organisation.Property(o => o.Why).HasMaxLength(Membership.LongestReason);
        });
        model.Entity<Membership>(membership =>
        {
            membership.Property(m => m.GivenBy).HasMaxLength(LongestSubject);
            membership.Property(m => m.Why).HasMaxLength(Membership.LongestReason);
            membership.Property(m => m.EndedBy).HasMaxLength(LongestSubject);
            membership.Property(m => m.EndedWhy).HasMaxLength(Membership.LongestReason);
            membership.HasIndex(m => new { m.AccountId, m.OrganisationId, m.Role }).IsUnique()
                .HasFilter("ended_at IS NULL").HasDatabaseName("ix_memberships_held");
        });
        model.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("invitations");
            invitation.Property(i => i.Address).HasMaxLength(254);
            invitation.Property(i => i.NormalizedAddress).HasMaxLength(254);
            invitation.Property(i => i.Role).HasMaxLength(50);
            invitation.Property(i => i.InvitedBy).HasMaxLength(LongestSubject);
            invitation.Property(i => i.Why).HasMaxLength(Membership.LongestReason);
            invitation.HasOne<Organisation>().WithMany().HasForeignKey(i => i.OrganisationId);
            invitation.HasIndex(i => i.TokenHash).IsUnique();
        });
        model.Entity<StaffInvitation>(invitation =>
        {
            invitation.ToTable("staff_invitations");
            invitation.Property(i => i.Address).HasMaxLength(254);
            invitation.Property(i => i.NormalizedAddress).HasMaxLength(254);
            invitation.Property(i => i.WorkplaceReference).HasMaxLength(50);
            invitation.Property(i => i.InvitedBy).HasMaxLength(LongestSubject);
            invitation.HasOne<Organisation>().WithMany().HasForeignKey(i => i.OrganisationId);
            invitation.HasIndex(i => i.TokenHash).IsUnique();
            invitation.HasIndex(i => new { i.OrganisationId, i.InvitedAt });
            invitation.HasIndex(i => i.AccountId);
        });
        DescribeRecords(model);
    }

    private static void DescribeRecords(ModelBuilder model)
    {
        model.Entity<KnownLearner>(learner =>
        {
            learner.ToTable("known_learners");
            learner.Property(l => l.Id).ValueGeneratedNever();
            learner.Property(l => l.AcademyNumber).HasMaxLength(9);
            learner.HasIndex(l => l.AcademyNumber);
            learner.HasIndex(l => l.DateOfBirth);
        });
        model.Entity<KnownEmployer>(employer =>
        {
            employer.ToTable("known_employers");
            employer.Property(e => e.Id).ValueGeneratedNever();
        });
        model.Entity<KnownEmployment>(employment =>
        {
            employment.ToTable("known_employments");
            employment.HasKey(e => new { e.LearnerId, e.EmployerId });
        });
        model.Entity<KnownCompletion>(completion =>
        {
            completion.ToTable("known_completions");
            completion.HasKey(c => new { c.LearnerId, c.EntryId });
        });
        model.Entity<RecordRequest>(request =>
        {
            request.ToTable("record_requests");
            request.Property(r => r.Reference).HasMaxLength(20);
            request.Property(r => r.FullName).HasMaxLength(120);
            request.Property(r => r.AcademyNumber).HasMaxLength(9);
            request.Property(r => r.Employer).HasMaxLength(200);
            request.Property(r => r.LastCourse).HasMaxLength(200);
            request.Property(r => r.DecidedBy).HasMaxLength(LongestSubject);
            request.Property(r => r.Reason).HasMaxLength(Membership.LongestReason);
            request.Property(r => r.Version).IsConcurrencyToken();
            request.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
            request.HasIndex(r => r.Reference).IsUnique();
            request.HasIndex(r => new { r.State, r.Id });
            request.HasIndex(r => r.AccountId, "ix_record_requests_waiting").IsUnique().HasFilter("state = 'Waiting'");
        });
        model.Entity<StaffLook>(look =>
        {
            look.ToTable("staff_looks");
            look.Property(l => l.Id).ValueGeneratedNever();
            look.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId);
            look.HasIndex(l => l.RequestId);
            look.Property(l => l.By).HasMaxLength(LongestSubject);
            look.Property(l => l.Purpose).HasMaxLength(Purpose.Longest);
        });
    }
}
