using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Academy.Kitemark.Data;

public sealed class KitemarkDb(DbContextOptions<KitemarkDb> options) : ServiceDb(options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    internal DbSet<TrainingProvider> Providers => Set<TrainingProvider>();

    internal DbSet<Trainer> Trainers => Set<Trainer>();

    internal DbSet<TrainerAuthorisation> Authorisations => Set<TrainerAuthorisation>();

    internal DbSet<Course> Courses => Set<Course>();

    internal DbSet<CourseVersion> CourseVersions => Set<CourseVersion>();

    internal DbSet<KitemarkApplication> Applications => Set<KitemarkApplication>();

    internal DbSet<CriteriaSet> CriteriaSets => Set<CriteriaSet>();

    internal DbSet<Mark> Marks => Set<Mark>();

    /// <summary>
    /// Everything decided about a training provider, its trainers and its courses is decided one after the other: the
    /// rules compare periods of several rows, and the lock keeps those rows as they were read.
    /// </summary>
    internal async Task<TrainingProvider> LockProvider(Guid id, CancellationToken cancellationToken)
        => (await Providers.FromSql($"SELECT * FROM training_providers WHERE id = {id} FOR UPDATE").ToListAsync(cancellationToken))
            .SingleOrDefault() ?? throw new NotThere();

    /// <summary>An application under its provider's lock: each of its steps is judged by the one before.</summary>
    internal async Task<KitemarkApplication> LockApplication(Guid id, CancellationToken cancellationToken)
    {
        var providerId = await Applications.Where(a => a.Id == id).Select(a => a.TrainingProviderId).SingleOrDefaultAsync(cancellationToken);
        await LockProvider(providerId, cancellationToken);
        return await Applications.SingleAsync(a => a.Id == id, cancellationToken);
    }

    internal async Task<CriteriaSet> CriteriaOn(DateOnly day, CancellationToken cancellationToken)
        => await CriteriaSets.AsNoTracking().Where(set => set.From <= day).OrderByDescending(set => set.From).FirstOrDefaultAsync(cancellationToken)
            ?? throw new NotThere();

    internal Task<CriteriaSet> CriteriaOf(KitemarkApplication application, CancellationToken cancellationToken)
        => CriteriaSets.AsNoTracking().SingleAsync(set => set.Id == application.CriteriaSetId, cancellationToken);

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<TrainingProvider>(provider =>
        {
            provider.ToTable("training_providers");
            provider.Property(p => p.Version).IsConcurrencyToken();
            provider.Property(p => p.Name).HasMaxLength(200);
            provider.Property(p => p.Contact).HasMaxLength(200);
            provider.HasIndex(p => p.AscWdsCode).IsUnique();
        });
        model.Entity<Trainer>(trainer =>
        {
            trainer.ToTable("trainers");
            trainer.Property(t => t.Name).HasMaxLength(100);
            OfProvider(trainer);
        });
        model.Entity<TrainerAuthorisation>(authorisation =>
        {
            authorisation.ToTable("trainer_authorisations");
            authorisation.Property(a => a.Version).IsConcurrencyToken();
            authorisation.Ignore(a => a.Period);
            authorisation.HasOne<Trainer>().WithMany().HasForeignKey(a => a.TrainerId);
            AsJson(authorisation.Property(a => a.Decisions));
        });
        model.Entity<Course>(course =>
        {
            course.ToTable("courses");
            course.Property(c => c.Title).HasMaxLength(200);
            OfProvider(course);
        });
        model.Entity<CourseVersion>(version =>
        {
            version.ToTable("course_versions");
            version.Property(v => v.Label).HasMaxLength(50);
            version.Property(v => v.DurationHours).HasPrecision(6, 2);
            version.Property(v => v.PricePounds).HasPrecision(8, 2);
            version.HasOne<Course>().WithMany().HasForeignKey(v => v.CourseId);
            version.HasIndex(v => new { v.CourseId, v.Label }).IsUnique();
        });
        model.Entity<KitemarkApplication>(application =>
        {
            application.ToTable("applications");
            application.Property(a => a.Version).IsConcurrencyToken();
            application.Property(a => a.Reason).HasMaxLength(1000);
            AsJson(application.Property(a => a.SelfAssessments));
            AsJson(application.Property(a => a.Scores));
            AsJson(application.Property(a => a.Conditions));
            AsJson(application.Property(a => a.Interests));
            AsJson(application.Property(a => a.History));
            application.Property(a => a.Visit).HasColumnType("jsonb").HasConversion(
                visit => visit == null ? null : JsonSerializer.Serialize(visit, Json),
                json => json == null ? null : JsonSerializer.Deserialize<SiteVisit>(json, Json));
            application.HasIndex(a => a.State);
            application.HasIndex(a => a.SubjectId);
            OfProvider(application);
        });
        model.Entity<CriteriaSet>(set =>
        {
            set.ToTable("criteria_sets");
            set.HasIndex(s => s.From).IsUnique();
            AsJson(set.Property(s => s.Criteria));
            set.HasData(CriteriaSet.First);
        });
        model.Entity<Mark>(mark =>
        {
            mark.ToTable("kitemarks");
            mark.Property(m => m.Version).IsConcurrencyToken();
            mark.Ignore(m => m.Period);
            mark.HasIndex(m => m.SubjectId);
            mark.HasIndex(m => new { m.From, m.LastDay });
            OfProvider(mark);
            AsJson(mark.Property(m => m.Decisions));
        });
    }

    private static void OfProvider<T>(EntityTypeBuilder<T> entity)
        where T : class
        => entity.HasOne<TrainingProvider>().WithMany().HasForeignKey("TrainingProviderId");

    private static void AsJson<T>(PropertyBuilder<IReadOnlyList<T>> list)
        => list.HasColumnType("jsonb").HasConversion(
            items => JsonSerializer.Serialize(items, Json),
            json => JsonSerializer.Deserialize<List<T>>(json, Json)!,
            new ValueComparer<IReadOnlyList<T>>(
                (left, right) => left!.SequenceEqual(right!),
                items => items.Count,
                items => items));
}
