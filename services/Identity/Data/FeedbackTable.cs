using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Data;

internal static class FeedbackTable
{
    public static void Describe(ModelBuilder model) => model.Entity<Feedback>(feedback =>
    {
        feedback.ToTable("feedback");
        feedback.Property(f => f.Id).ValueGeneratedNever();
        feedback.Property(f => f.Comment).HasMaxLength(Feedback.LongestComment);
        feedback.Property(f => f.Number).UseIdentityAlwaysColumn();
        feedback.HasIndex(f => f.Number).IsDescending().HasFilter("comment IS NOT NULL");
    });

    /// <summary>Keeps it once, however often its form is sent.</summary>
    public static Task Keep(this IdentityDb db, Feedback feedback, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO feedback (id, satisfaction, comment, given_on)
        VALUES ({feedback.Id}, {feedback.Satisfaction}, {feedback.Comment}, {feedback.GivenOn}) ON CONFLICT (id) DO NOTHING
        """,
        cancellationToken);
}
