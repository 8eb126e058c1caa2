using System.Text.Json;
using Academy.Contracts.Passport;
using Academy.Pathway.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Academy.Pathway.Data;

public sealed class PathwayDb(DbContextOptions<PathwayDb> options) : ServiceDb(options)
{
    internal DbSet<RuleSet> RuleSets => Set<RuleSet>();

    internal DbSet<LearnerTier> Learners => Set<LearnerTier>();

    internal DbSet<PassportEntry> Entries => Set<PassportEntry>();

    /// <summary>The rule set that applies on a day.</summary>
    internal Task<RuleSet> RulesOn(DateOnly day, CancellationToken cancellationToken)
        => RuleSets.Where(rules => rules.EffectiveFrom <= day).OrderByDescending(rules => rules.EffectiveFrom).FirstAsync(cancellationToken);

    /// <summary>Entries from a day on that a kitemark or an authorisation makes kitemarked.</summary>
    internal IQueryable<PassportEntry> RestingOn(Guid mark, DateOnly from)
        => Entries.Where(e => e.Assurance == Assurance.Kitemarked && !e.Withdrawn && e.CompletedOn >= from && e.MarkIds!.Contains(mark));

    /// <summary>Kitemarked entries of which it was never told what they rest on.</summary>
    internal IQueryable<PassportEntry> RestingOnUnknown => Entries.Where(e => e.Assurance == Assurance.Kitemarked && !e.Withdrawn && e.MarkIds == null);

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<RuleSet>(rules =>
        {
            rules.HasKey(r => r.Id);
            rules.HasIndex(r => r.EffectiveFrom).IsUnique();
            rules.Property(r => r.Name).HasMaxLength(100);
            rules.Property(r => r.PointsByAssurance).HasColumnType("jsonb").HasConversion(
                points => JsonSerializer.Serialize(points, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<Dictionary<Assurance, int>>(json, JsonSerializerOptions.Default)!,
                ValueComparer.CreateDefault<IReadOnlyDictionary<Assurance, int>>(favorStructuralComparisons: false));
        });
        model.Entity<LearnerTier>(learner =>
        {
            learner.ToTable("learners");
            learner.HasKey(l => l.LearnerId);
            learner.HasIndex(l => l.NextChangeOn).HasFilter("next_change_on IS NOT NULL");
            learner.HasIndex(l => l.RuleSetId);
        });
        model.Entity<PassportEntry>(entry =>
        {
            entry.ToTable("entries");
            entry.HasKey(e => new { e.LearnerId, e.EntryId });
            entry.Ignore(e => e.Facts);

            // What rests on a mark is sought before something is decided about it; most entries rest on none.
            entry.HasIndex(e => e.MarkIds).HasMethod("gin").HasFilter("assurance = 'Kitemarked' AND NOT withdrawn").HasDatabaseName("ix_entries_marks");
            entry.HasIndex(e => e.EntryId).HasFilter("assurance = 'Kitemarked' AND NOT withdrawn AND mark_ids IS NULL").HasDatabaseName("ix_entries_unknown_marks");
        });
        model.DescribeActivity();
    }
}
