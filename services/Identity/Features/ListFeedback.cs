using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <param name="Counts">How many chose each answer of the last two years, from 1 (very unhappy) to 5 (very happy).</param>
/// <param name="Comments">The newest first; those who wrote nothing are in the counts only.</param>
public sealed record ListFeedbackResponse(IReadOnlyList<int> Counts, IReadOnlyList<FeedbackComment> Comments, string? Next);

public sealed record FeedbackComment(DateOnly GivenOn, int Satisfaction, string Comment);

/// <summary>What people say at <c>/feedback</c>, for Academy staff.</summary>
internal static class ListFeedback
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/feedback", Handle).RequireScope("feedback.read").WithName(nameof(ListFeedback));

    private static async Task<Ok<ListFeedbackResponse>> Handle(
        long? before, [Range(1, 100)] int? limit, Caller caller, IdentityDb db, CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy)
        {
            throw new NotThere();
        }

        var size = limit ?? 20;
        var counts = await db.Feedback.GroupBy(f => f.Satisfaction).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var page = await db.Feedback.AsNoTracking().Where(f => f.Comment != null && (before == null || f.Number < before))
            .OrderByDescending(f => f.Number).Take(size + 1).ToListAsync(cancellationToken);
        var next = page.Count > size ? $"/api/identity/v1/feedback?before={page[size - 1].Number}&limit={size}" : null;
        return TypedResults.Ok(new ListFeedbackResponse(
            [.. Enumerable.Range(1, Feedback.Best).Select(answer => counts.GetValueOrDefault(answer))],
            [.. page.Take(size).Select(f => new FeedbackComment(f.GivenOn, f.Satisfaction, f.Comment!))],
            next));
    }
}
