using Academy.AscWds.Codes;
using Academy.Contracts.Passport;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Passport;

namespace Academy.Portal.Pages.Tier;

/// <summary>Where a learner stands of five tiers, what counted, and by which rules.</summary>
internal sealed class TierModel(TierClient tiers, TimeProvider time) : LearnerPage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public OwnTier? Tier { get; private set; }

    /// <summary>None when the service does not answer.</summary>
    public TierRules? Rules { get; private set; }

    public static string Subject(TierReason reason)
        => TrainingCategories.TryGet(reason.TrainingCategoryCode, out var category) ? category.Name : $"{reason.TrainingCategoryCode}";

    public static string Sentence(string why) => why.Length == 0 ? why : $"{char.ToUpperInvariant(why[0])}{why[1..]}";

    public static IEnumerable<(Assurance Assurance, int Points)> MostFirst(TierRules rules)
        => rules.PointsByAssurance.OrderByDescending(points => points.Value).ThenBy(points => points.Key).Select(points => (points.Key, points.Value));

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Tier = await tiers.Tier(Learner, cancellationToken).OrDown();
        Rules = Tier is null ? null : await tiers.Rules(Tier.RuleSet.Id, cancellationToken).OrDown();
    }
}
