using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;

namespace Academy.Portal.Clients;

/// <summary>What somebody thinks of deciding about a mark.</summary>
internal sealed record ThoughtOf(Guid KitemarkId, MarkDecisionKind Kind, DateOnly From, Consequence Consequence, DateOnly? VoidFrom);

/// <summary>What a decision would change in passports.</summary>
/// <param name="Regained">Where a decision is taken back: the records that would be kitemarked again, person by person.</param>
internal sealed record RecordEffects(
    int Records, int LosingMark, int UnderReview, int Learners, int Employers, int EmployersRelying, int GainingMark, int LeavingReview, IReadOnlyList<RegainedRecords> Regained);

internal sealed record RegainedRecords(Guid LearnerId, IReadOnlyList<Guid> EntryIds);

/// <param name="Unknown">Records of which nothing can be said, because they are from before it was told what they rest on.</param>
internal sealed record TierEffects(IReadOnlyList<TierMove> Falls, IReadOnlyList<TierAfter> People, int Unknown);

/// <summary>Who would come up again, were a decision taken back.</summary>
internal sealed record TierRises(IReadOnlyList<TierMove> Rises, IReadOnlyList<TierAfter> People);

internal sealed record TierMove(int From, int To, int Learners);

internal sealed record TierAfter(Guid LearnerId, int Tier);

/// <param name="Learners">Those who lose a benefit.</param>
/// <param name="LearnersGaining">Those who gain one.</param>
internal sealed record BenefitEffects(int Learners, IReadOnlyList<BenefitMoved> Benefits, int LearnersGaining, IReadOnlyList<BenefitMoved> Gained);

/// <summary>A benefit that people would lose, or gain.</summary>
internal sealed record BenefitMoved(Guid OfferId, string Offer, int Learners);

/// <summary>How far the judging again has come that follows a decision.</summary>
internal sealed record Reassessment(int? Learners, int Done, int Changed, DateTimeOffset? FinishedAt);

internal sealed record ReassessmentList(IReadOnlyList<Reassessment> Reassessments);

internal sealed class RecordEffectsClient(HttpClient http)
{
    /// <summary>What the people read of whom it is told that they would be kitemarked again.</summary>
    private const string WhyWeLook = "To see what taking back a decision on a kitemark changes";

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public Task<RecordEffects> Effects(ThoughtOf thought, CancellationToken cancellationToken)
        => http.Get<RecordEffects>(
            FormattableString.Invariant($"api/passport/v1/kitemarks/{thought.KitemarkId}/effects?kind={thought.Kind}&from={thought.From:yyyy-MM-dd}&consequence={thought.Consequence}")
                + (thought.VoidFrom is { } day ? FormattableString.Invariant($"&voidFrom={day:yyyy-MM-dd}") : ""),
            cancellationToken);

    /// <summary>What comes of taking the latest decision back.</summary>
    public Task<RecordEffects> EffectsOfReinstating(Guid kitemark, CancellationToken cancellationToken)
        => http.Ask<RecordEffects>(
            new HttpRequestMessage(HttpMethod.Get, $"api/passport/v1/kitemarks/{kitemark}/effects?kind=Reinstated") { Headers = { { Purpose.Header, WhyWeLook } } }, cancellationToken);

    /// <summary>The work that followed on news of the mark, the latest first.</summary>
    public Task<ReassessmentList> Work(Guid kitemark, CancellationToken cancellationToken)
        => http.Get<ReassessmentList>($"api/passport/v1/reassessments?kitemarkId={kitemark}", cancellationToken);
}

internal sealed class TierEffectsClient(HttpClient http)
{
    /// <summary>How many people the service takes at once.</summary>
    private const int MostAtOnce = 1000;

    public Task<TierEffects> Effects(Guid kitemark, DateOnly voidFrom, CancellationToken cancellationToken)
        => http.Get<TierEffects>(FormattableString.Invariant($"api/pathway/v1/effects?kitemarkId={kitemark}&voidFrom={voidFrom:yyyy-MM-dd}"), cancellationToken);

    public async Task<TierRises> Rises(IReadOnlyList<RegainedRecords> regained, CancellationToken cancellationToken)
    {
        var (rises, people) = (new List<TierMove>(), new List<TierAfter>());
        foreach (var some in regained.Chunk(MostAtOnce))
        {
            var answer = await http.Ask<TierRises>(
                new HttpRequestMessage(HttpMethod.Post, "api/pathway/v1/effects") { Content = JsonContent.Create(new { learners = some }) }, cancellationToken);
            rises.AddRange(answer.Rises);
            people.AddRange(answer.People);
        }

        return new([.. rises.GroupBy(rise => (rise.From, rise.To)).OrderBy(moves => moves.Key).Select(moves => new TierMove(moves.Key.From, moves.Key.To, moves.Sum(move => move.Learners)))], people);
    }
}

internal sealed class BenefitEffectsClient(HttpClient http)
{
    /// <summary>How many people the service takes at once.</summary>
    private const int MostAtOnce = 5000;

    public async Task<BenefitEffects> Effects(IReadOnlyList<TierAfter> people, CancellationToken cancellationToken)
    {
        var (learners, gaining, lost, gained) = (0, 0, new Dictionary<Guid, BenefitMoved>(), new Dictionary<Guid, BenefitMoved>());
        foreach (var some in people.Chunk(MostAtOnce))
        {
            var answer = await http.Ask<BenefitEffects>(
                new HttpRequestMessage(HttpMethod.Post, "api/benefits/v1/effects") { Content = JsonContent.Create(new { learners = some }) }, cancellationToken);
            (learners, gaining) = (learners + answer.Learners, gaining + answer.LearnersGaining);
            Add(lost, answer.Benefits);
            Add(gained, answer.Gained);
        }

        return new(learners, [.. lost.Values.OrderByDescending(one => one.Learners)], gaining, [.. gained.Values.OrderByDescending(one => one.Learners)]);
    }

    private static void Add(Dictionary<Guid, BenefitMoved> sums, IReadOnlyList<BenefitMoved> moved)
    {
        foreach (var one in moved)
        {
            sums[one.OfferId] = one with { Learners = one.Learners + (sums.GetValueOrDefault(one.OfferId)?.Learners ?? 0) };
        }
    }
}

/// <summary>All that a decision would change, as the services foretell it.</summary>
/// <param name="Tiers">None when the service does not answer.</param>
/// <param name="Benefits">None when it, or what it depends on, does not answer.</param>
/// <param name="Rises">Where a decision is taken back, instead of <paramref name="Tiers"/>.</param>
internal sealed record Foretold(RecordEffects Records, TierEffects? Tiers, BenefitEffects? Benefits, TierRises? Rises = null);

/// <summary>Asks each service what it would change: passports, then tiers, then the benefits that hang on these.</summary>
internal sealed class DecisionEffects(RecordEffectsClient records, TierEffectsClient tiers, BenefitEffectsClient benefits)
{
    private static readonly TierEffects NoTiers = new([], [], 0);

    public async Task<Foretold> OfReinstating(Guid kitemark, CancellationToken cancellationToken)
    {
        var changed = await records.EffectsOfReinstating(kitemark, cancellationToken);
        var risen = await tiers.Rises(changed.Regained, cancellationToken).OrDown();
        return new(changed, null, risen is null ? null : await benefits.Effects(risen.People, cancellationToken).OrDown(), risen);
    }

    public async Task<Foretold> Of(ThoughtOf thought, CancellationToken cancellationToken)
    {
        var changed = await records.Effects(thought, cancellationToken);

        // Points hang on the assurance alone, which no other consequence changes.
        var fallen = thought.VoidFrom is { } day ? await tiers.Effects(thought.KitemarkId, day, cancellationToken).OrDown() : NoTiers;
        return new(changed, fallen, fallen is null ? null : await benefits.Effects(fallen.People, cancellationToken).OrDown());
    }
}
