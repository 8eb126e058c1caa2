using Academy.AscWds.Codes;

namespace Academy.Passport.Domain;

/// <summary>
/// Which training prepares for which standard of the Care Certificate: as the catalogue says of the course, or else by its subject. From the names of the standards and of the
/// training categories; what moved between the standards in 2025 (mental capacity, learning disability) is mapped for each version.
/// </summary>
internal static class StandardKnowledge
{
    private static readonly Dictionary<int, int[]> InBoth = new()
    {
        [2] = [9],
        [7] = [12],
        [9] = [13],
        [10] = [15],
        [16] = [8],
        [20] = [10],
        [22] = [5, 7],
        [23] = [4],
        [25] = [11],
        [26] = [14],
        [28] = [6],
        [31] = [9],
        [34] = [3],
    };

    private static readonly Dictionary<int, int[]> In2015 = new() { [12] = [9], [14] = [9] };

    private static readonly Dictionary<int, int[]> In2025 = new() { [12] = [16], [14] = [5], [32] = [16], [41] = [16], [42] = [16], [43] = [16] };

    public static bool PreparesFor(Entry entry, CareCertificateStandard standard)
        => entry.Teaches is { } taught ? taught.Version == standard.Version && taught.Standards.Contains(standard.Number)
            : In(InBoth, entry, standard) || In(standard.Version == 2015 ? In2015 : In2025, entry, standard);

    private static bool In(Dictionary<int, int[]> map, Entry entry, CareCertificateStandard standard)
        => map.TryGetValue(entry.TrainingCategoryCode, out var standards) && standards.Contains(standard.Number);
}
