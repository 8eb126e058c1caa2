using Academy.Passport.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Academy.Passport.Data;

/// <summary>The tables of files that are taken in, and of what training providers call their courses in them.</summary>
internal static class ImportTables
{
    public static void Describe(EntityTypeBuilder<Import> import)
    {
        import.ToTable("imports");
        import.Property(i => i.Id).ValueGeneratedNever();
        import.Property(i => i.Kind).HasDefaultValue(ImportKind.Training);
        import.Ignore(i => i.IsFinished);
        import.HasIndex(i => i.At).HasFilter("report = ''");
    }

    public static void Describe(EntityTypeBuilder<ImportRow> row)
    {
        row.ToTable("import_rows");
        row.HasKey(r => new { r.ImportId, r.Person, r.Row });
        row.Property(r => r.Person).UseCollation("C");
    }

    public static void Describe(EntityTypeBuilder<ImportFinding> finding)
    {
        finding.ToTable("import_findings");
        finding.Property(f => f.Id).UseIdentityAlwaysColumn();
        finding.HasIndex(f => f.ImportId);
    }

    public static void Describe(EntityTypeBuilder<CourseCode> code)
    {
        code.ToTable("course_codes");
        code.Property(c => c.Id).ValueGeneratedNever();
        code.Property(c => c.Code).HasMaxLength(500);
        code.HasIndex(c => new { c.TrainingProviderId, c.Code }).IsUnique();
    }

    public static void Describe(EntityTypeBuilder<TakenStatement> statement)
    {
        statement.ToTable("taken_statements");
        statement.HasKey(s => new { s.TrainingProviderId, s.StatementId });
        statement.HasIndex(s => s.EntryId);
        statement.HasOne<Entry>().WithMany().HasForeignKey(s => s.EntryId);
    }
}
