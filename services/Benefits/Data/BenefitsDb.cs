using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Benefits.Domain;
using Academy.Contracts.Learner;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Academy.Benefits.Data;

public sealed class BenefitsDb(DbContextOptions<BenefitsDb> options) : ServiceDb(options)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    internal DbSet<Partner> Partners => Set<Partner>();

    internal DbSet<Offer> Offers => Set<Offer>();

    internal DbSet<OneTimeCode> Codes => Set<OneTimeCode>();

    internal DbSet<HeldTier> Tiers => Set<HeldTier>();

    internal DbSet<Employment> Employments => Set<Employment>();

    internal DbSet<Employer> Employers => Set<Employer>();

    /// <summary>All that is known of a learner; an employer nobody has told of yet has neither name nor standings.</summary>
    internal async Task<LearnerFacts> FactsOf(Guid learnerId, CancellationToken cancellationToken)
        => (await FactsOf([learnerId], cancellationToken))[learnerId];

    /// <summary>The same of several learners, by their ids.</summary>
    internal async Task<Dictionary<Guid, LearnerFacts>> FactsOf(IReadOnlyCollection<Guid> learnerIds, CancellationToken cancellationToken)
    {
        var tiers = await Tiers.Where(held => learnerIds.Contains(held.LearnerId)).ToDictionaryAsync(held => held.LearnerId, held => held.Tier, cancellationToken);
        var work = (await Employments.AsNoTracking().Where(employment => learnerIds.Contains(employment.LearnerId))
            .LeftJoin(Employers, employment => employment.EmployerId, employer => employer.EmployerId, (employment, employer) => new { employment, employer })
            .OrderBy(row => row.employment.StartedOn).ThenBy(row => row.employment.EmploymentId)
            .ToListAsync(cancellationToken)).ToLookup(row => row.employment.LearnerId);
        return learnerIds.Distinct().ToDictionary(id => id, id => new LearnerFacts(tiers.GetValueOrDefault(id), [.. work[id].Select(row => new Work(
            row.employer?.Name, row.employment.JobRoleCode, row.employment.StartedOn, row.employment.EndedOn, row.employer?.Standings ?? []))]));
    }

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<Partner>().ToTable("partners").Property(partner => partner.Name).HasMaxLength(100);
        model.Entity<Offer>(offer =>
        {
            offer.ToTable("offers");
            offer.Property(o => o.Name).HasMaxLength(100);
            offer.Property(o => o.Description).HasMaxLength(1000);
            offer.HasMany(o => o.Rules).WithOne().HasForeignKey(rule => rule.OfferId);
            offer.Navigation(o => o.Rules).AutoInclude();
            offer.Navigation(o => o.Partner).AutoInclude();
        });
        model.Entity<OfferRule>(rule =>
        {
            rule.ToTable("offer_rules");
            rule.HasKey(r => new { r.OfferId, r.EffectiveFrom });
            AsJson(rule.Property(r => r.Rule));
        });
        model.Entity<OneTimeCode>(code =>
        {
            code.ToTable("codes");
            code.HasIndex(c => c.Hash).IsUnique();
            code.HasIndex(c => new { c.LearnerId, c.IssuedOn });
            code.HasIndex(c => new { c.PartnerId, c.RedeemedOn }).HasFilter("redeemed_on IS NOT NULL");
        });
        model.Entity<HeldTier>().ToTable("tiers").HasKey(tier => tier.LearnerId);
        model.Entity<Employment>(employment =>
        {
            employment.ToTable("employments");
            employment.HasKey(e => e.EmploymentId);
            employment.HasIndex(e => e.LearnerId);
        });
        model.Entity<Employer>(employer =>
        {
            employer.ToTable("employers");
            employer.HasKey(e => e.EmployerId);
            AsJson<IReadOnlyList<EmployerStanding>>(employer.Property(e => e.Standings));
        });
        model.DescribeActivity();
    }

    private static void AsJson<T>(PropertyBuilder<T> property) => property.HasColumnType("jsonb").HasConversion(
        value => JsonSerializer.Serialize(value, Json),
        json => JsonSerializer.Deserialize<T>(json, Json)!,
        ValueComparer.CreateDefault<T>(favorStructuralComparisons: false));
}
