using Academy.People;

namespace Academy.Learner.Data;

/// <summary>What is held of a person here.</summary>
internal static class HeldData
{
    public static PersonalData Tables { get; } = new(
        [
            new("learners", "t.id = ANY(@ids)"),
            new("employments"),

            // Who of the Academy did it is somebody else's data.
            new("closures") { Without = ["by"] },

            // The other record is somebody else's.
            new("told_apart", "t.one_id = ANY(@ids) OR t.other_id = ANY(@ids)") { Without = ["one_id", "other_id", "by"] },
            new("activity") { Without = ["subject"] },
        ],
        ["employers", "workplaces", "standings", "imports", .. PersonalData.Passing]);
}
