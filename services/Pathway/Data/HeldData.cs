using Academy.People;

namespace Academy.Pathway.Data;

/// <summary>What is held of a person here.</summary>
internal static class HeldData
{
    public static PersonalData Tables { get; } = new(
        [new("learners"), new("entries"), new("activity") { Without = ["subject"] }],
        ["rule_sets", .. PersonalData.Passing]);
}
