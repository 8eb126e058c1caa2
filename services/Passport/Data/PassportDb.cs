using System.Text.Json;
using Academy.Passport.Credentials;
using Academy.Passport.Domain;
using Academy.Passport.Webhooks;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Academy.Passport.Data;

public sealed class PassportDb(DbContextOptions<PassportDb> options) : ServiceDb(options)
{
    internal DbSet<TrainingPassport> Passports => Set<TrainingPassport>();

    internal DbSet<Entry> Entries => Set<Entry>();

    internal DbSet<Evidence> Evidence => Set<Evidence>();

    internal DbSet<Dispute> Disputes => Set<Dispute>();

    internal DbSet<LedgerLine> Ledger => Set<LedgerLine>();

    internal DbSet<Mark> Marks => Set<Mark>();

    internal DbSet<Reassessment> Reassessments => Set<Reassessment>();

    internal DbSet<ExpiryReminder> ExpiryReminders => Set<ExpiryReminder>();

    internal DbSet<DelegationReminder> DelegationReminders => Set<DelegationReminder>();

    internal DbSet<Observation> Observations => Set<Observation>();

    internal DbSet<Notice> Notices => Set<Notice>();

    internal DbSet<CourseVersion> CourseVersions => Set<CourseVersion>();

    internal DbSet<Equivalence> Equivalences => Set<Equivalence>();

    internal DbSet<Organisation> Organisations => Set<Organisation>();

    internal DbSet<Employment> Employments => Set<Employment>();

    internal DbSet<RequirementProfile> RequirementProfiles => Set<RequirementProfile>();

    internal DbSet<Share> Shares => Set<Share>();

    internal DbSet<Check> Checks => Set<Check>();

    internal DbSet<RelianceReceipt> Receipts => Set<RelianceReceipt>();

    /// <summary>The receipts by which something is not repeated: those that accept, and that no later decision replaced.</summary>
    internal IQueryable<RelianceReceipt> AcceptingReceipts => Receipts.Where(r => r.Decision == RelianceDecision.Accepted && r.ReplacedAt == null);

    internal DbSet<ClassDraft> ClassDrafts => Set<ClassDraft>();

    internal DbSet<ActivityLine> Activity => Set<ActivityLine>();

    internal DbSet<Import> Imports => Set<Import>();

    internal DbSet<ImportRow> ImportRows => Set<ImportRow>();

    internal DbSet<ImportFinding> ImportFindings => Set<ImportFinding>();

    internal DbSet<CourseCode> CourseCodes => Set<CourseCode>();

    internal DbSet<TakenStatement> TakenStatements => Set<TakenStatement>();

    internal DbSet<Webhook> Webhooks => Set<Webhook>();

    internal DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    internal DbSet<Credential> Credentials => Set<Credential>();

    internal DbSet<CredentialKey> CredentialKeys => Set<CredentialKey>();

    /// <summary>What webhooks will hear once it is saved, besides what is said of entries.</summary>
    private readonly List<PassportEvent> _told = [];

    /// <summary>A qualification was recorded or taken back; nobody but webhooks hears of it.</summary>
    internal void Tell(TrainingPassport passport, Qualification qualification, DateTimeOffset at)
        => _told.Add(WebhookEvents.Of(passport.LearnerId, passport.Version, qualification, at));

    /// <summary>
    /// Passports with their entries, locked until the transaction ends, in one order so that nobody waits in a circle. The document,
    /// tens of kilobytes, is not read: whoever changes a passport renders it anew.
    /// </summary>
    internal async Task<List<TrainingPassport>> LockPassports(IReadOnlyCollection<Guid> learnerIds, CancellationToken cancellationToken)
    {
        var ids = learnerIds.ToArray();
        var passports = await Passports
            .FromSqlRaw(RowsWithoutDocument(), ids)
            .ToListAsync(cancellationToken);
        await Entries.Where(entry => ids.Contains(entry.LearnerId)).LoadAsync(cancellationToken);
        return passports;
    }

    /// <summary>Made of the columns of the model, nothing that anybody sends.</summary>
    private string RowsWithoutDocument()
    {
        var columns = Model.FindEntityType(typeof(TrainingPassport))!.GetProperties()
            .Select(property => property.Name == nameof(TrainingPassport.Document) ? $"'' AS {property.GetColumnName()}" : property.GetColumnName());
        return $"SELECT {string.Join(", ", columns)} FROM passports WHERE learner_id = ANY({{0}}) ORDER BY learner_id FOR UPDATE";
    }

    /// <summary>The passports these learners have today, by the id asked for: a record that was merged has the passport of the kept one.</summary>
    internal async Task<Dictionary<Guid, TrainingPassport>> LockKeptPassports(IReadOnlyCollection<Guid> learnerIds, CancellationToken cancellationToken)
    {
        var passports = (await LockPassports(learnerIds, cancellationToken)).ToDictionary(p => p.LearnerId);
        var closed = await this.KeptRecords(learnerIds, cancellationToken);
        var kept = closed.Count == 0
            ? []
            : (await LockPassports([.. closed.Values.OfType<Guid>().Distinct()], cancellationToken)).ToDictionary(p => p.LearnerId);
        foreach (var (learnerId, record) in closed)
        {
            passports.Remove(learnerId);
            if (record is { } id && kept.TryGetValue(id, out var passport))
            {
                passports[learnerId] = passport;
            }
        }

        return passports;
    }

    /// <summary>The marks that entries of training providers rest on, by what is marked, read at once.</summary>
    internal async Task<ILookup<Guid, Mark>> MarksOf(IEnumerable<Entry> entries, CancellationToken cancellationToken)
    {
        var subjects = entries.SelectMany(entry => entry.MarkedSubjects()).Distinct().ToList();
        return (await Marks.Where(m => subjects.Contains(m.SubjectId)).ToListAsync(cancellationToken)).ToLookup(m => m.SubjectId);
    }

    /// <summary>
    /// Keeps recording and the taking in of marks apart: whoever records holds the subjects shared, whoever takes in a
    /// mark holds its subject alone. So no entry is judged by marks that changed while it was written.
    /// </summary>
    internal Task HoldSubjects(IEnumerable<Guid> subjectIds, bool alone, CancellationToken cancellationToken)
    {
        var keys = subjectIds.Select(id => BitConverter.ToInt64(id.ToByteArray(), 8)).Order().ToArray();
        return alone
            ? Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(key) FROM unnest({keys}) AS key", cancellationToken)
            : Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(key) FROM unnest({keys}) AS key", cancellationToken);
    }

    /// <summary>Whatever changes an entry, the status of its credential follows in the same transaction, and so does what webhooks will hear.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // To look for changes compares every entry's columns; it is done once.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return _told.Count == 0 && !ChangeTracker.HasChanges() ? 0 : await Save(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private async Task<int> Save(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        var changed = ChangeTracker.Entries<Entry>().Where(entry => entry.State == EntityState.Modified).ToDictionary(entry => entry.Entity.Id, entry => entry.Entity);
        if (changed.Count > 0)
        {
            var credentials = await Credentials.Where(c => c.EntryId != null && changed.Keys.Contains(c.EntryId.Value) && !c.IsRevoked).ToListAsync(cancellationToken);
            foreach (var credential in credentials)
            {
                credential.Follow(changed[credential.EntryId!.Value]);
                Entry(credential).DetectChanges();
            }
        }

        await RevokeOfQualifications(cancellationToken);
        List<OutboxMessage> said = [.. ChangeTracker.Entries<OutboxMessage>().Where(message => message.State == EntityState.Added).Select(message => message.Entity)];
        List<PassportEvent> told = [.. _told];
        _told.Clear();
        await using var transaction = said.Count + told.Count > 0 && Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await WebhookOutbox.Keep(this, said, cancellationToken, told);
        await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        return saved;
    }

    /// <summary>What was taken back, or is held by no passport any more after records were merged, has no credential.</summary>
    private async Task RevokeOfQualifications(CancellationToken cancellationToken)
    {
        var changed = ChangeTracker.Entries<TrainingPassport>().Select(passport => passport.Property(p => p.Qualifications)).Where(held => held.IsModified).ToList();
        var gone = changed.SelectMany(held => held.OriginalValue).Select(qualification => qualification.Id)
            .Except(changed.SelectMany(held => held.CurrentValue).Where(qualification => !qualification.IsWithdrawn).Select(qualification => qualification.Id)).ToList();
        if (gone.Count == 0)
        {
            return;
        }

        foreach (var credential in await Credentials.Where(c => c.QualificationId != null && gone.Contains(c.QualificationId.Value) && !c.IsRevoked).ToListAsync(cancellationToken))
        {
            credential.Revoke();
            Entry(credential).DetectChanges();
        }
    }

    internal async Task TakeOrganisation(Guid id, long version, string name, CancellationToken cancellationToken)
    {
        var organisation = await Organisations.FindAsync([id], cancellationToken);
        if (organisation is null)
        {
            organisation = Organisation.Of(id);
            Add(organisation);
        }

        organisation.Take(version, name);
    }

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<TrainingPassport>(passport =>
        {
            passport.ToTable("passports");
            passport.HasKey(p => p.LearnerId);
            passport.Ignore(p => p.ShownNumber);
            passport.Property(p => p.Version).IsConcurrencyToken();
            passport.Property(p => p.Qualifications).IsJson().HasDefaultValueSql("'[]'");
            passport.Property(p => p.Standards).IsJson().HasDefaultValueSql("'[]'");
            passport.HasIndex(p => p.Qualifications).HasMethod("gin").HasOperators("jsonb_path_ops");
            passport.HasIndex(p => p.AcademyNumber).IsUnique();
            passport.HasMany(p => p.Entries).WithOne().HasForeignKey(entry => entry.LearnerId);
            passport.HasMany(p => p.Ledger).WithOne().HasForeignKey(line => line.LearnerId);
        });
        model.Entity<Entry>(entry =>
        {
            entry.ToTable("entries");
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.Property(e => e.Links).IsJson();
            entry.Property(e => e.Declaration).IsJson();
            entry.Property(e => e.Teaches).IsJson();
            entry.Ignore(e => e.IsWithdrawn);
            entry.HasIndex(e => new { e.EvidenceWaitsSince, e.Id }).HasFilter("evidence_waits_since IS NOT NULL");
            entry.HasIndex(e => new { e.LearnerId, e.CourseVersionId, e.CompletedOn }).IsUnique()
                .HasFilter("course_version_id IS NOT NULL AND withdrawn_at IS NULL");
            entry.HasIndex(e => e.LearnerId);
            entry.HasIndex(e => e.ValidUntil).HasFilter("valid_until IS NOT NULL AND withdrawn_at IS NULL");

            // Most entries are an employer's word and have none of the three.
            entry.HasIndex(e => new { e.CourseVersionId, e.LearnerId }).HasFilter("course_version_id IS NOT NULL");
            entry.HasIndex(e => new { e.TrainingProviderId, e.LearnerId }).HasFilter("training_provider_id IS NOT NULL");
            entry.HasIndex(e => new { e.TrainerId, e.LearnerId }).HasFilter("trainer_id IS NOT NULL");

            // What a training provider recorded, the last first.
            entry.HasIndex(e => new { e.TrainingProviderId, e.Id }).HasFilter("training_provider_id IS NOT NULL");

            // All that figures need of an entry: they are counted from this index, not from the wide rows.
            entry.HasIndex(e => new { e.TrainingCategoryCode, e.LearnerId }).HasFilter("withdrawn_at IS NULL")
                .IncludeProperties(e => new { e.CompletedOn, e.ValidUntil, e.Assurance }).HasDatabaseName("ix_entries_figures");
        });
        model.Entity<Evidence>(evidence =>
        {
            evidence.ToTable("evidence");
            evidence.Property(e => e.Id).ValueGeneratedNever();
            evidence.HasIndex(e => e.LearnerId);
            evidence.HasIndex(e => e.Sha256);
        });
        model.Entity<Dispute>(dispute =>
        {
            dispute.ToTable("disputes");
            dispute.Property(d => d.Id).ValueGeneratedNever();
            dispute.Property(d => d.Lines).IsJson();
            dispute.Ignore(d => d.AnswerBy);
            dispute.HasIndex(d => d.LearnerId);
            dispute.HasIndex(d => d.EntryId).IsUnique().HasFilter("state <> 'Settled'");
            dispute.HasIndex(d => new { d.TrainingProviderId, d.Since }).HasFilter("state <> 'Settled'");
            dispute.HasIndex(d => new { d.EmployerId, d.Since }).HasFilter("state <> 'Settled'");
            dispute.HasIndex(d => d.Since).HasFilter("state = 'WithAcademy'");
            dispute.HasOne<TrainingPassport>().WithMany().HasForeignKey(d => d.LearnerId);
        });
        model.Entity<LedgerLine>(line =>
        {
            line.ToTable("ledger");
            line.HasKey(l => new { l.LearnerId, l.Number });
        });
        model.Entity<Mark>(mark =>
        {
            mark.ToTable("marks");
            mark.Property(m => m.Id).ValueGeneratedNever();
            mark.Property(m => m.Version).IsConcurrencyToken();
            mark.Property(m => m.Period).IsJson();
            mark.HasIndex(m => m.SubjectId);
        });
        model.Entity<Reassessment>(work =>
        {
            work.ToTable("reassessments");
            work.HasIndex(w => w.MarkId);
            work.HasIndex(w => w.AskedAt).HasFilter("finished_at IS NULL");
        });
        model.Entity<ExpiryReminder>(reminder =>
        {
            reminder.ToTable("expiry_reminders");
            reminder.HasKey(r => new { r.EntryId, r.ValidUntil, r.Days });
            reminder.HasOne<Entry>().WithMany().HasForeignKey(r => r.EntryId);
        });
        model.Entity<DelegationReminder>(reminder =>
        {
            reminder.ToTable("delegation_reminders");
            reminder.HasKey(r => new { r.ObservationId, r.Until, r.Days });
            reminder.HasOne<Observation>().WithMany().HasForeignKey(r => r.ObservationId);
        });
        model.Entity<Observation>(observation =>
        {
            observation.ToTable("observations");
            observation.Property(o => o.Id).ValueGeneratedNever();
            observation.Property(o => o.Delegation).IsJson();
            observation.Ignore(o => o.Competence);
            observation.HasIndex(o => o.LearnerId);
            observation.HasIndex(o => new { o.EmployerId, o.LearnerId });
            observation.HasOne<TrainingPassport>().WithMany().HasForeignKey(o => o.LearnerId);
        });
        model.Entity<Notice>(notice =>
        {
            notice.ToTable("notices");
            notice.Property(n => n.Id).ValueGeneratedNever();
            notice.Property(n => n.EntryIds).IsJson();
            notice.HasIndex(n => new { n.RecipientId, n.Id });
            notice.HasIndex(n => n.LearnerId).HasFilter("learner_id IS NOT NULL");
            notice.HasIndex(n => new { n.CauseId, n.RecipientId }).IsUnique();
        });
        model.Entity<CourseVersion>(course =>
        {
            course.ToTable("course_versions");
            course.Property(c => c.Id).ValueGeneratedNever();
            course.Property(c => c.Version).IsConcurrencyToken();
            course.Property(c => c.CareCertificate).IsJson();
        });
        model.Entity<Equivalence>(equivalence =>
        {
            equivalence.ToTable("equivalences");
            equivalence.Property(e => e.Id).ValueGeneratedNever();
            equivalence.Property(e => e.Version).IsConcurrencyToken();
            equivalence.Property(e => e.Held).IsJson();
            equivalence.Property(e => e.CountsAs).IsJson();
        });
        model.Entity<Organisation>(organisation =>
        {
            organisation.ToTable("organisations");
            organisation.Property(o => o.Id).ValueGeneratedNever();
            organisation.Property(o => o.Version).IsConcurrencyToken();
        });
        model.Entity<Employment>(employment =>
        {
            employment.ToTable("employments");
            employment.Property(e => e.Id).ValueGeneratedNever();
            employment.Property(e => e.Version).IsConcurrencyToken();
            employment.Property(e => e.Certificates).IsJson();
            employment.HasIndex(e => e.LearnerId);
            employment.HasIndex(e => new { e.EmployerId, e.LearnerId });
            employment.HasIndex(e => new { e.EmployerId, e.WorkerReference });
        });
        model.Entity<RequirementProfile>(profile =>
        {
            profile.ToTable("requirement_profiles");
            profile.HasKey(p => p.EmployerId);
            profile.Property(p => p.EmployerId).ValueGeneratedNever();
            profile.Property(p => p.Version).IsConcurrencyToken();
            profile.Property(p => p.Requirements).IsJson();
        });
        model.Entity<Share>(share =>
        {
            share.ToTable("shares");
            share.HasIndex(s => s.CodeHash).IsUnique();
            share.HasIndex(s => s.LearnerId);
            share.HasOne<TrainingPassport>().WithMany().HasForeignKey(s => s.LearnerId);
        });
        model.Entity<Check>(check =>
        {
            check.ToTable("checks");
            check.HasIndex(c => c.LearnerId);
            check.HasIndex(c => new { c.OrganisationId, c.Id }).HasFilter("organisation_id IS NOT NULL");
            check.HasOne<TrainingPassport>().WithMany().HasForeignKey(c => c.LearnerId);
        });
        model.Entity<RelianceReceipt>(receipt =>
        {
            receipt.ToTable("reliance_receipts");
            receipt.Property(r => r.Id).ValueGeneratedNever();
            receipt.HasIndex(r => new { r.LearnerId, r.Id });
            receipt.HasIndex(r => new { r.EmployerId, r.Id });
            receipt.HasIndex(r => new { r.EmployerId, r.EntryId }).IsUnique().HasFilter("replaced_at IS NULL");
            receipt.HasIndex(r => r.EntryId).HasFilter("replaced_at IS NULL");
            receipt.HasOne<TrainingPassport>().WithMany().HasForeignKey(r => r.LearnerId);
        });
        model.Entity<ClassDraft>(draft =>
        {
            draft.ToTable("class_drafts");
            draft.Property(d => d.Id).ValueGeneratedNever();
            draft.Property(d => d.Version).IsConcurrencyToken();
            draft.Property(d => d.People).IsJson();
            draft.HasIndex(d => new { d.TrainingProviderId, d.ChangedAt });
            draft.HasIndex(d => d.ChangedAt);
        });
        model.DescribeActivity();
        model.Entity<Import>(ImportTables.Describe);
        model.Entity<ImportRow>(ImportTables.Describe);
        model.Entity<ImportFinding>(ImportTables.Describe);
        model.Entity<CourseCode>(ImportTables.Describe);
        model.Entity<TakenStatement>(ImportTables.Describe);
        model.Entity<Webhook>(WebhookTables.Describe);
        model.Entity<WebhookDelivery>(WebhookTables.Describe);
        model.HasSequence<long>(CredentialTables.Numbers).StartsAt(0).HasMin(0);
        model.Entity<Credential>(CredentialTables.Describe);
        model.Entity<CredentialKey>(CredentialTables.Describe);
    }
}

internal static class JsonColumn
{
    /// <summary>Keeps a value that is only ever read and written whole as one jsonb column.</summary>
    public static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property)
        where T : class?
        => property.HasColumnType("jsonb").HasConversion(
            value => Write(value),
            json => JsonSerializer.Deserialize<T>(json, PassportDocument.Json)!,
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b) || Write(a) == Write(b), value => Write(value).GetHashCode(StringComparison.Ordinal), value => value));

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, PassportDocument.Json);
}
