using System.Net;
using Npgsql;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>What a team of five hundred holds of forty subjects, page after page.</summary>
internal sealed class TeamMatrix : IScenario
{
    private const int People = 500;

    /// <summary>Training categories of ASC-WDS by their bulk-upload codes, of which 3, 4 and 24 are not used; the first twenty are also what training files are about.</summary>
    public static readonly int[] Subjects = [.. Enumerable.Range(1, 43).Where(code => code is not (3 or 4 or 24))];

    public string Id => "P12";

    public string What => "team matrix";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var (employer, own) = (rig.County.Loaded.EmployerId, await rig.County.Employer(cancel));
        await own.SendQuietly(
            HttpMethod.Put, $"api/passport/v1/employers/{employer}/requirements", new { subjects = Subjects.Select(subject => new { trainingCategoryCode = subject }) }, cancel, HttpStatusCode.OK);
        var people = await rig.County.Ask<long>("Passport", $"SELECT count(DISTINCT learner_id) FROM employments WHERE employer_id = '{employer}' AND shares_passport", cancel);
        var cells = 0;
        await Walk();
        await rig.Time(
            Id, $"{What}, {Math.Min(people, People)} people × {Subjects.Length} subjects", "one statement giving the same cells", Target.AtMost(3), rig.Rounds,
            () => Rig.TimeOf(Walk), () => Rig.TimeOf(() => Bare(rig, employer, cancel)));

        async Task Walk()
        {
            (cells, var page) = (0, $"api/passport/v1/employers/{employer}/matrix");
            for (var seen = 0; seen < People && page is not null;)
            {
                var answer = await own.SendQuietly(HttpMethod.Get, page, null, cancel);
                var rows = answer.GetProperty("learners").EnumerateArray().ToList();
                seen += rows.Count;
                cells += rows.Sum(row => row.GetProperty("cells").GetArrayLength());
                page = answer.TryGetProperty("next", out var next) ? next.GetString()?.TrimStart('/') : null;
            }
        }
    }

    private static async Task Bare(Rig rig, Guid employer, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(rig.County.Platform.ConnectionString("Passport"));
        await using var command = database.CreateCommand(
            $"""
            WITH team AS (SELECT DISTINCT p.learner_id, p.full_name FROM employments JOIN passports AS p USING (learner_id)
                          WHERE employer_id = '{employer}' AND shares_passport AND started_on <= current_date AND (ended_on IS NULL OR ended_on >= current_date)
                          ORDER BY 1 LIMIT {People})
            SELECT team.learner_id, team.full_name, subject, max(e.completed_on), max(coalesce(e.valid_until, 'infinity'))
            FROM team CROSS JOIN unnest(ARRAY[{string.Join(',', Subjects)}]) AS subject
            LEFT JOIN entries AS e ON e.learner_id = team.learner_id AND e.training_category_code = subject AND e.withdrawn_at IS NULL
            GROUP BY 1, 2, 3
            """);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            // Every cell is fetched, as ours are.
        }
    }
}
