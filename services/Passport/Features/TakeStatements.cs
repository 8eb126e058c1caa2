using System.Text;
using System.Text.Json;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.Passport.Imports;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using BadRequest = Academy.ServiceDefaults.BadRequest;

namespace Academy.Passport.Features;

/// <summary>What became of a statement that was sent with others.</summary>
/// <param name="WhatToDo">Why it was not taken, where it was not.</param>
public sealed record StatementResult(Guid? Id, bool Taken, Guid? EntryId, string? WhatToDo);

/// <summary>
/// xAPI 1.0.3 statements of a training provider's learning system: what was completed or passed is recorded. Its id makes a statement taken once.
/// Where all are taken the answer is the list of their ids, as the specification says; otherwise a problem says of each what became of it, and
/// those that can be taken have been.
/// </summary>
internal static class TakeStatements
{
    private const string VersionHeader = "X-Experience-API-Version";
    private const string Version = "1.0.3";
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/xapi/statements", Handle).RequireScope("completions.write").Accepts<XapiStatement[]>("application/json").Produces<Guid[]>();

    private static async Task<IResult> Handle(HttpContext http, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var provider = caller.Provider();
        http.Response.Headers[VersionHeader] = Version;
        if (http.Request.Headers[VersionHeader].ToString() is not ("1.0" or "1.0.0" or "1.0.1" or "1.0.2" or Version))
        {
            return Problem("xapi-version", $"Send {VersionHeader}: {Version}.", []);
        }

        var sent = (await Read(http.Request, cancellationToken)).ConvertAll(statement => Of(statement, time.Today()));
        if (sent.Select(statement => statement.Id).OfType<Guid>().GroupBy(id => id).Any(same => same.Count() > 1))
        {
            return Problem("statement-twice", "Two statements of the list have the same id. Give each its own.", []);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var results = await Take(sent, provider, caller.Subject, db, time, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return results.All(result => result.Taken)
            ? TypedResults.Ok(results.Select(result => result.Id!.Value))
            : Problem("statements-refused", "Put right what `statements` says of each statement that was not taken, and send it again.", results);
    }

    private static async Task<List<JsonElement>> Read(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body, cancellationToken: cancellationToken);
            List<JsonElement> statements = body.ValueKind == JsonValueKind.Array ? [.. body.EnumerateArray()] : [body];
            return statements.Count <= Most ? statements : throw new BadRequest("too-many-statements", $"Send {Most} statements at most at a time.");
        }
        catch (JsonException)
        {
            throw new BadRequest("not-json", "The body is not JSON. Send a statement, or a list of statements.");
        }
    }

    private static async Task<List<StatementResult>> Take(
        List<Statement> sent, Guid provider, string by, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var ids = sent.Select(statement => statement.Id).OfType<Guid>().ToList();
        var known = await db.TakenStatements.Where(s => s.TrainingProviderId == provider && ids.Contains(s.StatementId)).ToDictionaryAsync(s => s.StatementId, cancellationToken);
        var intake = new CompletionIntake(db, provider, by, importId: Guid.Empty, time.GetUtcNow());
        await intake.Record(
            [.. sent.Index().Where(s => s.Item.Completion is not null && !known.ContainsKey(s.Item.Id!.Value)).Select(s => (s.Index, s.Item.Completion!))], cancellationToken);
        var entries = intake.Taken.ToDictionary(completion => completion.Row, completion => completion.Entry.Id);
        var refusals = intake.Findings.Where(finding => finding.IsError).ToLookup(finding => finding.Row, finding => finding.Message);
        foreach (var (index, entry) in entries)
        {
            db.Add(TakenStatement.Of(provider, sent[index].Id!.Value, sent[index].Text, entry));
        }

        await db.SaveChangesAsync(cancellationToken);
        return [.. sent.Index().Select(s => Result(s.Item, known, entries.TryGetValue(s.Index, out var entry) ? entry : null, refusals[s.Index].FirstOrDefault()))];
    }

    private static StatementResult Result(Statement sent, Dictionary<Guid, TakenStatement> known, Guid? entry, string? refusal) => sent switch
    {
        { Id: { } id } when known.TryGetValue(id, out var taken) => taken.IsOf(sent.Text)
            ? new(id, Taken: true, taken.EntryId, null)
            : new(id, Taken: false, null, "Another statement with this id was taken before. Give this one an id of its own."),
        { Refusal: { } why } => new(sent.Id, Taken: false, null, why),
        _ => new(sent.Id, entry is not null, entry, refusal),
    };

    private static Statement Of(JsonElement sent, DateOnly today)
    {
        var text = Encoding.UTF8.GetBytes(sent.GetRawText());
        try
        {
            var statement = sent.Deserialize<XapiStatement>(XapiStatement.Json) ?? throw new JsonException();
            var (completion, refusal) = statement.Read(today);
            return new(statement.Id, text, completion, refusal);
        }
        catch (JsonException)
        {
            return new(null, text, null, "It is not a statement of xAPI 1.0.3: look at the names and types of its members.");
        }
    }

    /// <summary>A problem that keeps the version header, which an exception would not.</summary>
    private static ProblemHttpResult Problem(string slug, string detail, List<StatementResult> statements) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest, type: $"/problems/{slug}", title: "Bad Request",
        extensions: statements.Count == 0 ? null : new Dictionary<string, object?>(StringComparer.Ordinal) { ["statements"] = statements });

    /// <param name="Text">As it was sent.</param>
    private sealed record Statement(Guid? Id, byte[] Text, TaughtCompletion? Completion, string? Refusal);
}
