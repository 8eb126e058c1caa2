using Microsoft.EntityFrameworkCore;

namespace Academy.ServiceDefaults.Tests;

/// <summary>The database of the smallest service there can be.</summary>
public sealed class NoteDb(DbContextOptions<NoteDb> options) : ServiceDb(options)
{
    internal DbSet<Note> Notes => Set<Note>();

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<Note>().Property(note => note.Version).IsConcurrencyToken();
        model.Entity<Note>().HasIndex(note => note.Slug).IsUnique();
    }
}

internal sealed class Note
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid About { get; init; }

    public string Text { get; set; } = "";

    public string? Slug { get; init; }

    public long Version { get; set; }
}
