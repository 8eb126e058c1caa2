using Npgsql;

namespace Academy.Inside;

/// <summary>
/// People who are copies of others: every row that belongs to one, in every service, under ids, an academy number and ledger hashes of
/// its own. Names and birthdays stay, so what is worked out of them stays right. What was said about the first ones is not said again.
/// </summary>
internal sealed class CopiedPeople(IConfiguration settings)
{
    /// <summary>The tables a person has rows in, those that others refer to first, with the column that says whose a row is.</summary>
    private static readonly Dictionary<string, (string Table, string Owner)[]> Tables = new(StringComparer.Ordinal)
    {
        ["Learner"] = [("learners", "id"), ("employments", "learner_id")],
        ["Passport"] = [("passports", "learner_id"), ("entries", "learner_id"), ("ledger", "learner_id"), ("employments", "learner_id")],
        ["Pathway"] = [("learners", "learner_id"), ("entries", "learner_id")],
        ["Benefits"] = [("tiers", "learner_id"), ("employments", "learner_id")],
        ["Identity"] = [("known_learners", "id"), ("known_completions", "learner_id"), ("known_employments", "learner_id")],
    };

    public async Task<int> Make(int count, IReadOnlyList<Guid> templateIds)
    {
        var templates = new List<TemplatePerson>();
        foreach (var id in templateIds)
        {
            templates.Add(await TemplatePerson.Read(settings["ConnectionStrings:Passport"]!, id));
        }

        // Whose copy somebody is goes round, so that every eighth is staff among few as among many.
        var people = new string[count][];
        Parallel.For(0, count, at => people[at] = templates[at % templates.Count].NewValues());
        await Task.WhenAll(Tables.Select(service => Task.Run(() => Copy(service.Key, service.Value, templates, people))));
        return count;
    }

    private async Task Copy(string service, (string Table, string Owner)[] tables, List<TemplatePerson> templates, string[][] people)
    {
        await using var database = NpgsqlDataSource.Create($"{settings[$"ConnectionStrings:{service}"]};Command Timeout=0");
        await using var connection = await database.OpenConnectionAsync();
        foreach (var (table, owner) in tables)
        {
            var rows = new List<TemplateRows>();
            foreach (var template in templates)
            {
                rows.Add(await TemplateRows.Read(connection, table, owner, template));
            }

            await using (var target = await connection.BeginTextImportAsync($"COPY {table} FROM STDIN"))
            {
                for (var at = 0; at < people.Length; at++)
                {
                    rows[at % templates.Count].Write(target, people[at]);
                }
            }

            await using var analyze = new NpgsqlCommand($"ANALYZE {table}", connection);
            await analyze.ExecuteNonQueryAsync();
        }
    }
}
