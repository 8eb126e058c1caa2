using Academy.Benefits.Data;
using Academy.Benefits.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Features;

public sealed record IssueCodeRequest([Given] Guid OfferId);

public sealed record IssueCodeResponse(string Code, DateTimeOffset ExpiresAt);

internal static class IssueCode
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/learners/{id:guid}/codes", Handle).RequireScope("benefits.code").Idempotent();

    private static async Task<Created<IssueCodeResponse>> Handle(
        Guid id, IssueCodeRequest request, ClosedRecordAnswers closed, BenefitsDb db, CodeHasher hasher, IConfiguration configuration, TimeProvider time,
        HttpResponse response, CancellationToken cancellationToken)
    {
        await closed.RequireOwn(id, cancellationToken);
        var (now, today) = (time.GetUtcNow(), time.Today());

        // One at a time for a learner, so that neither the limit nor the one living code can be got round.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({id.ToString()}, 0))", cancellationToken);
        await RefuseTooMany(db, id, today, configuration.GetValue("Codes:PerDay", 10), cancellationToken);
        var offer = await db.Offers.SingleOrDefaultAsync(o => o.Id == request.OfferId, cancellationToken) ?? throw new NotThere();
        var eligibility = Eligibility.Of(await db.FactsOf(id, cancellationToken), offer, today);
        if (!eligibility.IsEligible)
        {
            throw new RuleBroken(string.Join(' ', eligibility.Reasons), "not-eligible");
        }

        await db.Codes.Where(c => c.LearnerId == id && c.OfferId == offer.Id && c.UsedAt == null && c.ExpiresAt > now)
            .ExecuteUpdateAsync(code => code.SetProperty(c => c.ExpiresAt, now), cancellationToken);
        var code = Codes.New();
        var issued = new OneTimeCode(hasher.Hash(code), id, offer, today, now);
        db.Add(issued);
        await db.SaveChangesAsync(cancellationToken);

        response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, new IssueCodeResponse(Codes.Show(code), issued.ExpiresAt));
    }

    private static async Task RefuseTooMany(BenefitsDb db, Guid learnerId, DateOnly today, int limit, CancellationToken cancellationToken)
    {
        if (await db.Codes.CountAsync(code => code.LearnerId == learnerId && code.IssuedOn == today, cancellationToken) >= limit)
        {
            throw new RuleBroken($"You have had {limit} codes today, and that is the most for one day. Ask for the next one tomorrow.", "too-many-codes");
        }
    }
}
