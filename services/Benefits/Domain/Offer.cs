using Academy.ServiceDefaults;

namespace Academy.Benefits.Domain;

/// <summary>Something a partner gives to eligible learners, for a time, under rules that each apply from a day on.</summary>
internal sealed class Offer
{
    private readonly List<OfferRule> _rules = [];

    private Offer()
    {
    }

    public Guid Id { get; private init; }

    public Guid PartnerId { get; private init; }

    public Partner Partner { get; private init; } = null!;

    public string Name { get; private init; } = "";

    public string Description { get; private init; } = "";

    public DateOnly ValidFrom { get; private init; }

    public DateOnly ValidUntil { get; private init; }

    public IReadOnlyList<OfferRule> Rules => _rules;

    public static Offer Publish(
        Guid partnerId, string name, string description, DateOnly validFrom, DateOnly validUntil, EligibilityRule rule, DateTimeOffset now)
    {
        if (validUntil < validFrom || validUntil.Year > 2100)
        {
            throw new RuleBroken("An offer ends on or after the day it begins, and by the year 2100.", "offer-dates");
        }

        var offer = new Offer
        {
            Id = Guid.CreateVersion7(),
            PartnerId = partnerId,
            Name = name.Trim(),
            Description = description.Trim(),
            ValidFrom = validFrom,
            ValidUntil = validUntil,
        };
        offer._rules.Add(new OfferRule(offer.Id, validFrom, rule.Checked(), now));
        return offer;
    }

    /// <summary>Changes the rule from a day on. What applied before stays as it was.</summary>
    public void ChangeRule(DateOnly effectiveFrom, EligibilityRule rule, DateOnly today, DateTimeOffset now)
    {
        if (effectiveFrom < today || effectiveFrom > ValidUntil)
        {
            throw new RuleBroken($"A changed rule begins to apply today or later, and by the last day of the offer, {ValidUntil:yyyy-MM-dd}.", "rule-day");
        }

        if (_rules.Exists(other => other.EffectiveFrom == effectiveFrom))
        {
            throw new RuleBroken($"A rule of this offer begins to apply on {effectiveFrom:yyyy-MM-dd} already. Choose another day.", "day-taken");
        }

        _rules.Add(new OfferRule(Id, effectiveFrom, rule.Checked(), now));
    }

    /// <summary>The rule that applies on a day; before the offer begins, its first.</summary>
    public EligibilityRule RuleOn(DateOnly day)
        => (_rules.Where(rule => rule.EffectiveFrom <= day).MaxBy(rule => rule.EffectiveFrom) ?? _rules.MinBy(rule => rule.EffectiveFrom)!).Rule;
}

internal sealed class OfferRule
{
    private OfferRule()
    {
    }

    internal OfferRule(Guid offerId, DateOnly effectiveFrom, EligibilityRule rule, DateTimeOffset decidedAt)
    {
        OfferId = offerId;
        EffectiveFrom = effectiveFrom;
        Rule = rule;
        DecidedAt = decidedAt;
    }

    public Guid OfferId { get; private init; }

    public DateOnly EffectiveFrom { get; private init; }

    public EligibilityRule Rule { get; private init; } = null!;

    public DateTimeOffset DecidedAt { get; private init; }
}
