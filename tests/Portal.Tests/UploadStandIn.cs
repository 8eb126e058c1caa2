using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>Files of completions as the Passport service takes them: a row whose number cannot be read is told of, the others are recorded.</summary>
internal sealed class UploadStandIn(IdentityStandIn identity)
{
    /// <summary>A file that is still being recorded.</summary>
    public static readonly Guid WaitingId = new("01890a5d-0000-7000-8000-0000000000e7");

    /// <summary>A file with errors and warnings.</summary>
    public static readonly Guid MixedId = new("01890a5d-0000-7000-8000-0000000000e8");

    private readonly Dictionary<string, Guid> _sent = [];
    private readonly Dictionary<Guid, string> _files = [];

    /// <summary>Every file that came, as it was sent.</summary>
    public IReadOnlyCollection<string> Files => _files.Values;

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string imports = "/Passport/api/passport/v1/completion-imports";
        host.MapPost(imports, async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var file = await reader.ReadToEndAsync();
            return OfProvider(request, () =>
            {
                var key = request.Headers["Idempotency-Key"].ToString();
                var isNew = !_sent.TryGetValue(key, out var id);
                id = isNew ? _sent[key] = Guid.CreateVersion7() : id;
                _files[id] = file;
                return json(Report(id), 201);
            });
        });
        host.MapGet($"{imports}/{{id:guid}}", (Guid id, HttpRequest request) => OfProvider(request, () =>
            id == WaitingId ? json(new { importId = id, rows = 5_000, done = 1_200, created = 1_150, changed = 0, unchanged = 50, state = "Waiting", errors = Array.Empty<object>(), warnings = Array.Empty<object>() }, 200)
            : id == MixedId || _files.ContainsKey(id) ? json(Report(id), 200) : Results.Problem(statusCode: 404, type: "/problems/not-found")));
    }

    private object Report(Guid id)
    {
        var rows = id == MixedId ? ["h", "x", "x", "x"] : _files[id].TrimEnd('\n').Split('\n');
        var errors = id == MixedId
            ? Enumerable.Range(0, 130).Select(n => Problem(2 + n, "ACADEMYNUMBER", "ACADEMYNUMBER is not an academy number. Copy it from the learner's passport.")).ToArray()
            : [.. rows.Select((row, at) => (Row: at + 1, Number: row.Split(',')[0].Trim('"'))).Skip(1).Where(row => row.Number.Length > 0 && !Codes.TryRead(row.Number, out _))
                .Select(row => Problem(row.Row, "ACADEMYNUMBER", "ACADEMYNUMBER is not an academy number. Copy it from the learner's passport."))];
        var all = rows.Skip(1).Count(row => row.Length > 0);
        return new
        {
            importId = id,
            rows = all,
            done = all,
            created = Math.Max(0, all - errors.Length),
            changed = 0,
            unchanged = 0,
            state = "Finished",
            errors,
            warnings = id == MixedId ? [Problem(7, "COMPLETEDON", "=The day is a <b>Sunday</b>.")] : Array.Empty<object>(),
        };
    }

    private static object Problem(int row, string column, string message) => new { row, column, code = 1300, message };

    private IResult OfProvider(HttpRequest request, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Results.Problem(statusCode: 401, type: "/problems/not-signed-in"),
        { Kind: OrganisationKind.TrainingProvider } => answer(),
        _ => Results.Problem(statusCode: 404, type: "/problems/not-found"),
    };
}
