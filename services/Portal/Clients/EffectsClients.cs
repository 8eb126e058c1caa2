using Academy.Contracts.Kitemark;

namespace Academy.Portal.Clients;

/// <summary>What somebody thinks of deciding about a mark.</summary>
internal sealed record ThoughtOf(Guid KitemarkId, MarkDecisionKind Kind, DateOnly From, Consequence Consequence, DateOnly? VoidFrom);

/// <summary>What a decision would change in passports.</summary>
internal sealed record RecordEffects(int Records, int LosingMark, int UnderReview, int Learners, int Employers, int EmployersRelying);

/// <param name="Unknown">Records of which nothing can be said, because they are from before it was told what they rest on.</param>
internal sealed record TierEffects(IReadOnlyList<TierFall> Falls, IReadOnlyList<TierAfter> People, int Unknown);

internal sealed record TierFall(int From, int To, int Learners);

internal sealed record TierAfter(Guid LearnerId, int Tier);

internal sealed record BenefitEffects(int Learners, IReadOnlyList<BenefitLost> Benefits);

internal sealed record BenefitLost(Guid OfferId, string Offer, int Learners);

/// <summary>How far the judging again has come that follows a decision.</summary>
internal sealed record Reassessment(int? Learners, int Done, int Changed, DateTimeOffset? FinishedAt);

internal sealed record ReassessmentList(IReadOnlyList<Reassessment> Reassessments);

internal sealed class RecordEffectsClient(HttpClient http)
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public Task<RecordEffects> Effects(ThoughtOf thought, CancellationToken cancellationToken)
        => http.Get<RecordEffects>(
            FormattableString.Invariant($"api/passport/v1/kitemarks/{thought.KitemarkId}/effects?kind={thought.Kind}&from={thought.From:yyyy-MM-dd}&consequence={thought.Consequence}")
                + (thought.VoidFrom is { } day ? FormattableString.Invariant($"&voidFrom={day:yyyy-MM-dd}") : ""),
            cancellationToken);

    /// <summary>The work that followed on news of the mark, the latest first.</summary>
    public Task<ReassessmentList> Work(Guid kitemark, CancellationToken cancellationToken)
        => http.Get<ReassessmentList>($"api/passport/v1/reassessments?kitemarkId={kitemark}", cancellationToken);
}

internal sealed class TierEffectsClient(HttpClient http)
{
    public Task<TierEffects> Effects(Guid kitemark, DateOnly voidFrom, CancellationToken cancellationToken)
        => http.Get<TierEffects>(FormattableString.Invariant($"api/pathway/v1/effects?kitemarkId={kitemark}&voidFrom={voidFrom:yyyy-MM-dd}"), cancellationToken);
}

internal sealed class BenefitEffectsClient(HttpClient http)
{
    /// <summary>How many people the service takes at once.</summary>
    private const int MostAtOnce = 5000;

    public async Task<BenefitEffects> Effects(IReadOnlyList<TierAfter> people, CancellationToken cancellationToken)
    {
        var (learners, benefits) = (0, new Dictionary<Guid, BenefitLost>());
        foreach (var some in people.Chunk(MostAtOnce))
        {
            var answer = await http.Ask<BenefitEffects>(
                new HttpRequestMessage(HttpMethod.Post, "api/benefits/v1/effects") { Content = JsonContent.Create(new { learners = some }) }, cancellationToken);
            learners += answer.Learners;
            foreach (var lost in answer.Benefits)
            {
                benefits[lost.OfferId] = lost with { Learners = lost.Learners + (benefits.GetValueOrDefault(lost.OfferId)?.Learners ?? 0) };
            }
        }

        return new(learners, [.. benefits.Values.OrderByDescending(lost => lost.Learners)]);
    }
}

/// <summary>All that a decision would change, as the services foretell it.</summary>
/// <param name="Tiers">None when the service does not answer.</param>
/// <param name="Benefits">None when it, or what it depends on, does not answer.</param>
internal sealed record Foretold(RecordEffects Records, TierEffects? Tiers, BenefitEffects? Benefits);

/// <summary>Asks each service what it would change: passports, then tiers, then the benefits that hang on these.</summary>
internal sealed class DecisionEffects(RecordEffectsClient records, TierEffectsClient tiers, BenefitEffectsClient benefits)
{
    private static readonly TierEffects NoTiers = new([], [], 0);

    public async Task<Foretold> Of(ThoughtOf thought, CancellationToken cancellationToken)
    {
        var changed = await records.Effects(thought, cancellationToken);

        // Points hang on the assurance alone, which no other consequence changes.
        var fallen = thought.VoidFrom is { } day ? await tiers.Effects(thought.KitemarkId, day, cancellationToken).OrDown() : NoTiers;
        return new(changed, fallen, fallen is null ? null : await benefits.Effects(fallen.People, cancellationToken).OrDown());
    }
}
