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

    internal DbSet<Agency> Agencies => Set<Agency>();

    internal DbSet<Equivalence> Equivalences => Set<Equivalence>();

    internal DbSet<Induction> Inductions => Set<Induction>();

    internal DbSet<Standardisation> Standardisations => Set<Standardisation>();

    internal DbSet<Visit> Visits => Set<Visit>();

    internal DbSet<HeldRole> HeldRoles => Set<HeldRole>();

    /// <summary>
    /// Everything decided about a training provider, its trainers and its courses is decided one after the other: the
    /// rules compare periods of several rows, and the lock keeps those rows as they were read.
    /// </summary>
    internal async Task<TrainingProvider> LockProvider(Guid id, CancellationToken cancellationToken)
        => (await Providers.FromSql($"SELECT * FROM training_providers WHERE id = {id} FOR UPDATE").ToListAsync(cancellationToken))
            .SingleOrDefault() ?? throw new NotThere();

    /// <summary>The same for whoever carries or asks for a mark, be it a training provider or an agency.</summary>
    internal async Task LockOrganisation(Guid id, CancellationToken cancellationToken)
    {
        if ((await Agencies.FromSql($"SELECT * FROM agencies WHERE id = {id} FOR UPDATE").ToListAsync(cancellationToken)).Count == 0)
        {
            await LockProvider(id, cancellationToken);
        }
    }

    /// <summary>An application under the lock of whoever applies: each of its steps is judged by the one before.</summary>
    internal async Task<KitemarkApplication> LockApplication(Guid id, CancellationToken cancellationToken)
    {
        var organisationId = await Applications.Where(a => a.Id == id).Select(a => a.TrainingProviderId ?? a.AgencyId).SingleOrDefaultAsync(cancellationToken);
        await LockOrganisation(organisationId ?? throw new NotThere(), cancellationToken);
        return await Applications.SingleAsync(a => a.Id == id, cancellationToken);
    }

    /// <summary>A mark under the lock of whoever carries it.</summary>
    internal async Task<Mark> LockMark(Guid id, CancellationToken cancellationToken)
    {
        var organisationId = await Marks.Where(m => m.Id == id).Select(m => m.TrainingProviderId ?? m.AgencyId).SingleOrDefaultAsync(cancellationToken);
        await LockOrganisation(organisationId ?? throw new NotThere(), cancellationToken);
        return await Marks.SingleAsync(m => m.Id == id, cancellationToken);
    }

    /// <summary>An authorisation under the lock of the training provider it is for.</summary>
    internal async Task<TrainerAuthorisation> LockAuthorisation(Guid id, CancellationToken cancellationToken)
    {
        var providerId = await Authorisations.Where(a => a.Id == id).Select(a => (Guid?)a.TrainingProviderId).SingleOrDefaultAsync(cancellationToken);
        await LockProvider(providerId ?? throw new NotThere(), cancellationToken);
        return await Authorisations.SingleAsync(a => a.Id == id, cancellationToken);
    }

    /// <summary>Who calls, with what keeps them from judging; of whoever is not at the Academy there is nothing to know.</summary>
    internal async Task<Judge> JudgeOf(Caller caller, TimeProvider time, CancellationToken cancellationToken)
    {
        var (organisations, interests) = (new HashSet<Guid>(), new Dictionary<Guid, DateTimeOffset>());
        if (caller.IsAcademy)
        {
            var longAgo = time.GetUtcNow().AddYears(-HeldRole.YearsKept);
            organisations = Guid.TryParse(caller.Subject, out var account)
                ? [.. await HeldRoles.Where(role => role.AccountId == account && (role.EndedAt == null || role.EndedAt > longAgo))
                    .Select(role => role.OrganisationId).ToListAsync(cancellationToken)]
                : [];
            var declared = JsonSerializer.Serialize(new[] { new { Who = caller.Subject } }, Json);
            foreach (var application in await Applications.FromSql($"SELECT * FROM applications WHERE interests @> {declared}::jsonb")
                .AsNoTracking().Select(a => new { a.SubjectId, a.Interests }).ToListAsync(cancellationToken))
            {
                interests[application.SubjectId] = application.Interests.First(interest => interest.Who == caller.Subject).DeclaredAt;
            }
        }

        return new Judge(caller, organisations, interests);
    }

    /// <summary>A visit under the lock of whoever is visited, with the application it is part of, or that the mark it looks after was granted on.</summary>
    internal async Task<(Visit Visit, KitemarkApplication? Application)> LockVisit(Guid id, CancellationToken cancellationToken)
    {
        var organisationId = await Visits.Where(v => v.Id == id).Select(v => (Guid?)v.OrganisationId).SingleOrDefaultAsync(cancellationToken);
        await LockOrganisation(organisationId ?? throw new NotThere(), cancellationToken);
        var visit = await Visits.SingleAsync(v => v.Id == id, cancellationToken);
        return (visit, await Applications.SingleOrDefaultAsync(
            a => visit.ApplicationId != null ? a.Id == visit.ApplicationId : a.KitemarkId == visit.KitemarkId, cancellationToken));
    }

    internal async Task<CriteriaSet> CriteriaOn(MarkScheme scheme, DateOnly day, CancellationToken cancellationToken)
        => await CriteriaSets.AsNoTracking().Where(set => set.Scheme == scheme && set.From <= day).OrderByDescending(set => set.From).FirstOrDefaultAsync(cancellationToken)
            ?? throw new NotThere();

    /// <summary>The terms of the day for marks of each scheme.</summary>
    internal async Task<IReadOnlyDictionary<MarkScheme, MarkTerms>> TermsOn(DateOnly day, CancellationToken cancellationToken)
    {
        var terms = new Dictionary<MarkScheme, MarkTerms>();
        foreach (var scheme in Enum.GetValues<MarkScheme>())
        {
            terms[scheme] = (await CriteriaOn(scheme, day, cancellationToken)).Terms;
        }

        return terms;
    }

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
            authorisation.Ignore(a => a.EndsByItself);
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
            version.Property(v => v.Language).HasMaxLength(3).HasDefaultValue(CourseVersion.English);
            AsJson(version.Property(v => v.CareCertificate));
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
            application.Ignore(a => a.OrganisationId);
            application.HasIndex(a => a.State);
            application.HasIndex(a => a.SubjectId);
            OfProviderOrAgency(application);
        });
        model.Entity<CriteriaSet>(set =>
        {
            set.ToTable("criteria_sets");
            set.Property(s => s.Scheme).HasDefaultValue(MarkScheme.Kitemark);
            set.HasIndex(s => new { s.Scheme, s.From }).IsUnique();
            AsJson(set.Property(s => s.Criteria));
            set.Property(s => s.Terms).HasColumnType("jsonb").HasDefaultValue(MarkTerms.First).HasConversion(
                terms => JsonSerializer.Serialize(terms, Json),
                json => JsonSerializer.Deserialize<MarkTerms>(json, Json)!);
            set.HasData(CriteriaSet.First, CriteriaSet.FirstOfAgencies);
        });
        model.Entity<Mark>(mark =>
        {
            mark.ToTable("kitemarks");
            mark.Property(m => m.Version).IsConcurrencyToken();
            mark.Ignore(m => m.Period);
            mark.Ignore(m => m.BegunOn);
            mark.Ignore(m => m.EndsByItself);
            mark.Ignore(m => m.OrganisationId);
            mark.HasIndex(m => m.SubjectId);
            mark.HasIndex(m => new { m.From, m.LastDay });
            OfProviderOrAgency(mark);
            AsJson(mark.Property(m => m.Decisions));
        });
        model.Entity<Agency>(agency =>
        {
            agency.ToTable("agencies");
            agency.Property(a => a.Id).ValueGeneratedNever();
            agency.Property(a => a.Version).IsConcurrencyToken();
        });
        model.Entity<Equivalence>(equivalence =>
        {
            equivalence.ToTable("equivalences");
            equivalence.Property(e => e.Version).IsConcurrencyToken();
            equivalence.Property(e => e.Reason).HasMaxLength(1000);
            equivalence.Property(e => e.Source).HasMaxLength(300);
            AsJson(equivalence.Property(e => e.Held)!);
            AsJson(equivalence.Property(e => e.CountsAs)!);
            AsJson(equivalence.Property(e => e.Ended));
        });
        model.Entity<Induction>(induction =>
        {
            induction.ToTable("inductions");
            induction.Property(i => i.Content).HasMaxLength(2000);
            induction.Property(i => i.InductedBy).HasMaxLength(100);
            induction.HasIndex(i => i.OrganisationId);
        });
        model.Entity<Standardisation>(standardisation =>
        {
            standardisation.ToTable("standardisations");
            standardisation.Property(s => s.Topic).HasMaxLength(200);
            standardisation.Property(s => s.Agreed).HasMaxLength(4000);
            AsJson(standardisation.Property(s => s.Partners));
            standardisation.HasIndex(s => s.Partners).HasMethod("gin").HasOperators("jsonb_path_ops");
        });
        model.Entity<Visit>(visit =>
        {
            visit.ToTable("visits");
            visit.Property(v => v.Id).ValueGeneratedNever();
            visit.Property(v => v.Version).IsConcurrencyToken();
            visit.Property(v => v.Findings).HasMaxLength(4000);
            visit.Property(v => v.CancelledBecause).HasMaxLength(1000);
            visit.Ignore(v => v.IsOpen);
            AsJson(visit.Property(v => v.Criteria));
            visit.HasIndex(v => v.ApplicationId);
            visit.HasIndex(v => v.KitemarkId);
            visit.HasIndex(v => v.OrganisationId);
        });
        model.Entity<HeldRole>(role =>
        {
            role.ToTable("held_roles");
            role.HasKey(r => r.MembershipId);
            role.Property(r => r.MembershipId).ValueGeneratedNever();
            role.HasIndex(r => r.AccountId);
        });
    }

    private static void OfProvider<T>(EntityTypeBuilder<T> entity)
        where T : class
        => entity.HasOne<TrainingProvider>().WithMany().HasForeignKey("TrainingProviderId");

    private static void OfProviderOrAgency<T>(EntityTypeBuilder<T> entity)
        where T : class
    {
        OfProvider(entity);
        entity.HasOne<Agency>().WithMany().HasForeignKey("AgencyId");
        entity.ToTable(table => table.HasCheckConstraint($"ck_{entity.Metadata.GetTableName()}_organisation", "num_nonnulls(training_provider_id, agency_id) = 1"));
    }

    private static void AsJson<T>(PropertyBuilder<T?> value)
        where T : class
        => value.HasColumnType("jsonb").HasConversion(
            item => item == null ? null : JsonSerializer.Serialize(item, Json),
            json => json == null ? null : JsonSerializer.Deserialize<T>(json, Json));

    private static void AsJson<T>(PropertyBuilder<IReadOnlyList<T>> list)
        => list.HasColumnType("jsonb").HasConversion(
            items => JsonSerializer.Serialize(items, Json),
            json => JsonSerializer.Deserialize<List<T>>(json, Json)!,
            new ValueComparer<IReadOnlyList<T>>(
                (left, right) => left!.SequenceEqual(right!),
                items => items.Count,
                items => items));
}
