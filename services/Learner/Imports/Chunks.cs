using Academy.AscWds;
using Academy.Learner.Domain;
using Academy.ServiceDefaults;

namespace Academy.Learner.Imports;

/// <summary>Hands out the rows of a file in chunks, whose keys are looked up together, and counts them.</summary>
internal static class Chunks
{
    private const int Size = 500;
    private const int MostRows = 5_000;

    public static IEnumerable<IReadOnlyList<ParsedRow<T>>> Of<T>(IEnumerable<ParsedRow<T>> rows, ImportReport report)
        where T : class
    {
        foreach (var chunk in rows.Chunk(Size))
        {
            foreach (var row in chunk.Where(row => !row.IsRefusal))
            {
                report.CountRow();
            }

            if (report.Rows > MostRows)
            {
                throw new RuleBroken($"The file has more than {MostRows:N0} rows, so none was taken. Split it, with the header row in each part.", "file-refused");
            }

            yield return chunk;
        }
    }
}
