using Academy.People;

namespace Academy.Benefits.Data;

/// <summary>What is held of a person here.</summary>
internal static class HeldData
{
    public static PersonalData Tables { get; } = new(
        [new("tiers"), new("employments"), new("codes"), new("activity") { Without = ["subject"] }],
        ["partners", "offers", "offer_rules", "employers", .. PersonalData.Passing]);
}
