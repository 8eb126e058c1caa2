using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <param name="From">The first day on which applications are submitted against these criteria; a day to come.</param>
/// <param name="Scheme">Of which mark they are the criteria: Kitemark unless SaferStaffing is named.</param>
/// <param name="Terms">How marks are looked after from that day on; none, and the terms before go on.</param>
public sealed record PublishCriteriaRequest(
    [Required] DateOnly? From,
    [Required, Length(CriteriaSet.Count, CriteriaSet.Count)] IReadOnlyList<PublishedCriterion> Criteria,
    [EnumDataType(typeof(MarkScheme))] MarkScheme? Scheme = null,
    MarkTerms? Terms = null);

public sealed record PublishedCriterion(
    [Required, StringLength(3, MinimumLength = 2)] string Code,
    [Required, StringLength(100, MinimumLength = 1)] string Title,
    [Required, StringLength(1000, MinimumLength = 1)] string Question);

/// <param name="From">The first day they hold on.</param>
public sealed record CriteriaResponse(Guid CriteriaSetId, MarkScheme Scheme, DateOnly From, IReadOnlyList<Criterion> Criteria, MarkTerms Terms)
{
    internal static CriteriaResponse Of(CriteriaSet set) => new(set.Id, set.Scheme, set.From, set.Criteria, set.Terms);
}

/// <summary>What is asked of a mark: open to everybody, for any day; the Academy's kitemark lead publishes the next set.</summary>
internal static class PublishCriteria
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/criteria", Get).AllowAnonymous().WithName("GetCriteria");
        app.MapPost("/criteria", Publish).RequireScope("kitemark.decide").Idempotent().WithName(nameof(PublishCriteria));
    }

    private static async Task<Ok<CriteriaResponse>> Get(
        MarkScheme? scheme, DateOnly? on, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
        => TypedResults.Ok(CriteriaResponse.Of(await db.CriteriaOn(scheme ?? MarkScheme.Kitemark, on ?? time.Today(), cancellationToken)));

    private static async Task<Created<CriteriaResponse>> Publish(
        PublishCriteriaRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireKitemarkLead();
        var scheme = request.Scheme ?? MarkScheme.Kitemark;
        var latest = await db.CriteriaSets.Where(set => set.Scheme == scheme).OrderByDescending(set => set.From).FirstAsync(cancellationToken);
        var set = CriteriaSet.Publish(
            request.From!.Value,
            [.. request.Criteria.Select(c => new Criterion(c.Code, c.Title.Trim(), c.Question.Trim()))],
            request.Terms,
            latest,
            caller.Subject,
            time.GetUtcNow(),
            time.Today());
        db.Add(set);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/kitemark/v1/criteria?scheme={scheme}&on={set.From:yyyy-MM-dd}", CriteriaResponse.Of(set));
    }
}
