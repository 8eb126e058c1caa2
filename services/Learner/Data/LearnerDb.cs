using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Learner.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Data;

public sealed class LearnerDb(DbContextOptions<LearnerDb> options) : ServiceDb(options)
{
    internal DbSet<LearnerRecord> Learners => Set<LearnerRecord>();

    internal DbSet<Employer> Employers => Set<Employer>();

    internal DbSet<Employment> Employments => Set<Employment>();

    internal DbSet<ImportReport> Imports => Set<ImportReport>();

    internal DbSet<Closure> Closures => Set<Closure>();

    internal DbSet<ToldApart> ToldApart => Set<ToldApart>();

    /// <summary>Open records with their employments, locked until the transaction ends.</summary>
    internal async Task<List<LearnerRecord>> Lock(Guid[] learnerIds, CancellationToken cancellationToken)
    {
        var learners = await Learners
            .FromSql($"SELECT * FROM learners WHERE id = ANY({learnerIds}) AND merged_into IS NULL ORDER BY id FOR UPDATE").ToListAsync(cancellationToken);
        await Employments.Where(e => learnerIds.Contains(e.LearnerId)).LoadAsync(cancellationToken);
        return learners;
    }

    /// <summary>Lets one file at a time change an employer; the next one waits until this transaction ends.</summary>
    internal Task<int> WaitForTurn(string what, CancellationToken cancellationToken)
        => Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({what}, 0))", cancellationToken);

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<LearnerRecord>(learner =>
        {
            learner.ToTable("learners");
            learner.Property(l => l.AcademyNumber).HasMaxLength(9);
            learner.Property(l => l.FullName).HasMaxLength(LearnerRecord.LongestName);
            learner.Property(l => l.Version).IsConcurrencyToken();
            learner.HasIndex(l => l.AcademyNumber).IsUnique();
            learner.HasIndex(l => l.MergedInto).HasFilter("merged_into IS NOT NULL");
            learner.HasIndex(l => l.DateOfBirth);
        });
        model.Entity<Employer>(employer =>
        {
            employer.ToTable("employers");
            employer.Property(e => e.Name).HasMaxLength(Employer.LongestName);
            employer.Property(e => e.CqcProviderId).HasMaxLength(20);
            employer.Property(e => e.Version).IsConcurrencyToken();
            employer.HasIndex(e => e.CqcProviderId).IsUnique();
            employer.HasIndex(e => e.Name);
            employer.HasMany(e => e.Workplaces).WithOne().HasForeignKey(w => w.EmployerId);
            employer.HasMany(e => e.Standings).WithOne().HasForeignKey(s => s.EmployerId);
        });
        model.Entity<Workplace>(workplace =>
        {
            workplace.ToTable("workplaces");
            workplace.Property(w => w.Id).ValueGeneratedNever();
            workplace.Property(w => w.Reference).HasMaxLength(References.Longest);
            workplace.Property(w => w.Name).HasMaxLength(Employer.LongestName);
            workplace.Property(w => w.Postcode).HasMaxLength(8);
            workplace.Property(w => w.CqcLocationId).HasMaxLength(20);
            workplace.HasAlternateKey(w => new { w.EmployerId, w.Reference });
        });
        model.Entity<Standing>(standing =>
        {
            standing.ToTable("standings");
            standing.Property(s => s.Id).ValueGeneratedNever();
        });
        model.Entity<Employment>(DescribeEmployment);
        model.Entity<ImportReport>(import =>
        {
            import.ToTable("imports");
            import.Property(i => i.FileName).HasMaxLength(100);
            import.Property(i => i.Problems).HasColumnType("jsonb");
            import.HasIndex(i => i.EmployerId);
        });
        model.Entity<Closure>(closure =>
        {
            closure.ToTable("closures");
            closure.Property(c => c.By).HasMaxLength(100);
            closure.Property(c => c.Reason).HasMaxLength(Closure.LongestReason);
            closure.HasIndex(c => c.LearnerId);
        });
        model.Entity<ToldApart>(pair =>
        {
            pair.ToTable("told_apart");
            pair.HasKey(p => new { p.OneId, p.OtherId });
            pair.Property(p => p.By).HasMaxLength(100);
            pair.Property(p => p.Reason).HasMaxLength(Domain.ToldApart.LongestReason);
            pair.HasOne<LearnerRecord>().WithMany().HasForeignKey(p => p.OneId).OnDelete(DeleteBehavior.Cascade);
            pair.HasOne<LearnerRecord>().WithMany().HasForeignKey(p => p.OtherId).OnDelete(DeleteBehavior.Cascade);
        });
        model.DescribeActivity();
    }

    private static void DescribeEmployment(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Employment> employment)
    {
        employment.ToTable("employments");
        employment.Property(e => e.WorkplaceReference).HasMaxLength(References.Longest);
        employment.Property(e => e.WorkerReference).HasMaxLength(References.Longest);
        employment.Property(e => e.Certificates).HasColumnType("jsonb").HasConversion(
            stated => JsonSerializer.Serialize(stated, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<StatedCertificates>(json, JsonSerializerOptions.Web));
        employment.HasOne(e => e.Learner).WithMany(l => l.Employments).HasForeignKey(e => e.LearnerId);
        employment.HasOne<Employer>().WithMany().HasForeignKey(e => e.EmployerId);
        employment.HasOne<Workplace>().WithMany()
            .HasForeignKey(e => new { e.EmployerId, e.WorkplaceReference })
            .HasPrincipalKey(w => new { w.EmployerId, w.Reference });

        // Of two requests that start the same person at once, or take in the same file, one loses here.
        employment.HasIndex(e => new { e.LearnerId, e.EmployerId }).IsUnique().HasFilter("ended_on IS NULL")
            .HasDatabaseName("ix_employments_open");
        employment.HasIndex(e => new { e.EmployerId, e.WorkerReference }).IsUnique().HasFilter("ended_on IS NULL")
            .HasDatabaseName("ix_employments_open_reference");
        employment.HasIndex(e => new { e.EmployerId, e.WorkerReference }, "ix_employments_reference");
        employment.HasIndex(e => new { e.EmployerId, e.Id });
    }
}
