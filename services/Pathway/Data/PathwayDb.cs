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
        });
        model.DescribeActivity();
    }
}
