using System.Text.Json;
using System.Text.Json.Nodes;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Academy.People;

/// <summary>A table with rows about a person, and how they are found and shown.</summary>
/// <param name="Of">Which rows of it, <c>t</c>, are the person's; <c>@ids</c> are the record's id and those of records merged into it.</param>
public sealed record PersonalTable(string Name, string Of = "t.learner_id = ANY(@ids)")
{
    /// <summary>Columns that are left out: what tells of somebody else, and copies of what is shown elsewhere. Bytes (hashes, keys) always are.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Where given, these columns and no others.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>What is shown of a row, where it is not simply its columns.</summary>
    public string Row { get; init; } = "to_jsonb(t)";

    /// <summary>More to read from, after the table.</summary>
    public string With { get; init; } = "";
}

/// <summary>What a service holds of people, table by table. Every table of its database is in one of the two; a test compares them.</summary>
/// <param name="NotOfPeople">Tables without rows about a person, or whose rows are gone in a moment.</param>
public sealed record PersonalData(IReadOnlyList<PersonalTable> Tables, IReadOnlyList<string> NotOfPeople)
{
    /// <summary>In every service: messages on their way, or waiting for staff to send them again, answers to repeated requests (sealed with the caller's key, for a day), ended tokens.</summary>
    public static IReadOnlyList<string> Passing { get; } = ["outbox", "inbox", "failed_messages", "idempotency_keys", "ended_access"];

    /// <summary>In every service: the ids under which the person was known before.</summary>
    public static PersonalTable Closed { get; } = new("closed_records", "t.merged_into = ANY(@ids)");
}

/// <summary>Everything a service holds of a person, as its own tables have it: nothing is summed up and nothing is left to choose.</summary>
/// <param name="Tables">Each table with the rows about the person; a table without any is there with none.</param>
public sealed record GetPersonalDataResponse(string Service, Guid LearnerId, DateTimeOffset MadeAt, IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> Tables);

/// <summary><c>GET …/learners/{id}/data</c>, the same in every service that holds data of people.</summary>
public static class PersonalDataExport
{
    private const string Exported = "DataExported";

    /// <param name="forAcademy">Academy staff who handle somebody's request read it, too, with a stated purpose; the person sees that they did.</param>
    public static void MapPersonalData(this IEndpointRouteBuilder app, string service, string scope, PersonalData held, bool forAcademy = true)
        => app.MapGet(
            "/learners/{learnerId:guid}/data",
            async Task<Ok<GetPersonalDataResponse>> (
                Guid learnerId, Caller caller, ClosedRecordAnswers closed, ServiceDb db, TimeProvider time, HttpContext http, CancellationToken cancellationToken) =>
            {
                if (forAcademy && caller.IsAcademy)
                {
                    http.RequestServices.GetRequiredService<Looks>().At(learnerId, Exported);
                    await closed.Tell(learnerId, _ => true, cancellationToken);
                }
                else
                {
                    await closed.RequireOwn(learnerId, cancellationToken);
                }

                var tables = await Read(db, learnerId, held, cancellationToken);
                if (caller.IsAcademy && tables.Values.All(rows => rows.Count == 0))
                {
                    throw new NotThere();
                }

                // The look is logged before anything is shown.
                await db.SaveChangesAsync(cancellationToken);
                http.Response.Headers.CacheControl = "no-store";
                return TypedResults.Ok(new GetPersonalDataResponse(service, learnerId, time.GetUtcNow(), tables));
            }).RequireScope(scope).WithName("GetPersonalData");

    private static async Task<Dictionary<string, IReadOnlyList<JsonObject>>> Read(ServiceDb db, Guid learnerId, PersonalData held, CancellationToken cancellationToken)
    {
        Guid[] ids = [learnerId, .. await db.Set<ClosedRecord>().Where(r => r.MergedInto == learnerId).Select(r => r.LearnerId).ToListAsync(cancellationToken)];
        var tables = new Dictionary<string, IReadOnlyList<JsonObject>>();
        foreach (var table in held.Tables.Append(PersonalData.Closed))
        {
            tables[Camel(table.Name)] = await Rows(db, table, ids, cancellationToken);
        }

        return tables;
    }

    private static async Task<List<JsonObject>> Rows(ServiceDb db, PersonalTable table, Guid[] ids, CancellationToken cancellationToken)
    {
        var entity = db.Model.GetEntityTypes().First(type => type.GetTableName() == table.Name && !type.IsMappedToJson());
        var order = string.Join(", ", entity.FindPrimaryKey()!.Properties.Select(key => $"t.{key.GetColumnName()}"));
        var query = $"SELECT ({table.Row})::text AS \"Value\" FROM {table.Name} AS t {table.With} WHERE {table.Of} ORDER BY {order}";
        var hidden = entity.GetProperties().Where(property => property.ClrType == typeof(byte[])).Select(property => property.GetColumnName()).Concat(table.Without).ToHashSet(StringComparer.Ordinal);
        var rows = await db.Database.SqlQueryRaw<string>(query, new NpgsqlParameter("ids", ids)).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new JsonObject(
            JsonNode.Parse(row)!.AsObject().Where(column => !hidden.Contains(column.Key) && table.Only?.Contains(column.Key) != false)
                .Select(column => KeyValuePair.Create(Camel(column.Key), Shown(column.Value)))));
    }

    /// <summary>JSON that is kept as a text is shown as JSON.</summary>
    private static JsonNode? Shown(JsonNode? value)
    {
        if (value is JsonValue text && text.TryGetValue<string>(out var written) && written is ['{', .., '}'])
        {
            try
            {
                return JsonNode.Parse(written);
            }
            catch (JsonException)
            {
                // Words that only look like it.
            }
        }

        return value?.DeepClone();
    }

    private static string Camel(string snake) => string.Concat(snake.Split('_').Select((word, index) => index == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
