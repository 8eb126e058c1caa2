using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the Passport service keeps and records for a training provider: Northgate, with three people it knows. To others it is not there.</summary>
internal sealed class ClassStandIn
{
    public const string Known = "4F7KQ2M9F";
    public static readonly Guid TrainerId = new("01890a5d-0000-7000-8000-0000000000a1");
    public static readonly Guid UnmarkedId = new("01890a5d-0000-7000-8000-0000000000a2");

    /// <summary>A class that waits, with a row of each kind.</summary>
    public static readonly Guid MixedId = new("01890a5d-0000-7000-8000-0000000000a3");

    /// <summary>A class that is ready to be recorded.</summary>
    public static readonly Guid ReadyId = new("01890a5d-0000-7000-8000-0000000000a4");

    private readonly IdentityStandIn _identity;
    private readonly TimeProvider _time;
    private readonly Dictionary<Guid, (long Version, ClassDraftRequest Content)> _drafts = [];
    private readonly Dictionary<string, Guid> _begun = [];
    private readonly Dictionary<string, RecordCompletionResponse> _recorded = [];
    private readonly List<RecordCompletionRequest> _classes = [];

    public ClassStandIn(IdentityStandIn identity, TimeProvider time)
    {
        (_identity, _time) = (identity, time);
        var number = Codes.New();
        _drafts[MixedId] = (1, Class(StandIns.MovingId, new(Known, "Amara <b>Okafor</b>", null, null), new(number, null, null, null), new(number, "Twice", null, null),
            new("=HYPERLINK(1)", "محمد الأحمد", null, null), new(Codes.New(), "Somebody Else", new(1987, 3, 27), null)));
        _drafts[ReadyId] = (1, Class(UnmarkedId, new(Known, "Amara Okafor", null, ClassResult.Passed), new(Codes.New(), "Nobody We Know", null, ClassResult.Passed),
            new(Codes.New(), null, null, ClassResult.Absent)));
    }

    /// <summary>Every class that was recorded, as it was sent.</summary>
    public IReadOnlyList<RecordCompletionRequest> Classes => _classes;

    public bool HasNoCourses { get; set; }

    /// <summary>Whether the courses are called the Care Certificate.</summary>
    public bool IsCalledCareCertificate { get; set; }

    private IReadOnlyList<Warning> Warnings => IsCalledCareCertificate ? [new("care-certificate-is-awarded-by-an-employer", "x")] : [];

    public ClassDraftRequest? Draft(Guid id) => _drafts.TryGetValue(id, out var draft) ? draft.Content : null;

    public IEnumerable<Guid> Drafts => _drafts.Keys;

    /// <summary>Somebody else of the provider changes the class.</summary>
    public void Change(Guid id) => _drafts[id] = (_drafts[id].Version + 1, _drafts[id].Content);

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string passport = "/Passport/api/passport/v1";
        host.MapGet($"{passport}/teaching", (HttpRequest request) => OfProvider(request, () => json(
            HasNoCourses
                ? new ListTeachingResponse([], [])
                : new ListTeachingResponse(
                    [new(StandIns.MovingId, "Moving <b>people</b>", "1.0", 15, true), new(UnmarkedId, "First aid", "old", 7, false)], [new(TrainerId, "Dev <b>Patel</b>")]), 200)));
        host.MapGet($"{passport}/class-drafts", (HttpRequest request) => OfProvider(request, () => json(
            new ListClassDraftsResponse([.. _drafts.Select(draft => new ListedClassDraft(
                draft.Key, Title(draft.Value.Content), draft.Value.Content.CompletedOn, draft.Value.Content.People.Count, _time.GetUtcNow(), _time.GetUtcNow().AddDays(90)))]), 200)));
        host.MapGet($"{passport}/class-drafts/{{id:guid}}", (Guid id, HttpRequest request) => OfProvider(request, () => _drafts.ContainsKey(id) ? json(Show(id), 200) : NotThere()));
        host.MapDelete($"{passport}/class-drafts/{{id:guid}}", (Guid id, HttpRequest request) => OfProvider(request, () => _drafts.Remove(id) ? Results.NoContent() : NotThere()));
        host.MapPut($"{passport}/class-drafts/{{id:guid}}", async (Guid id, HttpRequest request) =>
        {
            var content = (await request.ReadFromJsonAsync<ClassDraftRequest>(Reading))!;
            return OfProvider(request, () => Keep(id, content, request.Headers.IfMatch.ToString(), json));
        });
        host.MapPost($"{passport}/class-drafts", async (HttpRequest request) =>
        {
            var content = (await request.ReadFromJsonAsync<ClassDraftRequest>(Reading))!;
            return OfProvider(request, () => Begin(request.Headers["Idempotency-Key"].ToString(), content, json));
        });
        host.MapPost($"{passport}/completions", async (HttpRequest request) =>
        {
            var content = (await request.ReadFromJsonAsync<RecordCompletionRequest>(Reading))!;
            return OfProvider(request, () => json(Record(request.Headers["Idempotency-Key"].ToString(), content), 201));
        });
    }

    private static readonly System.Text.Json.JsonSerializerOptions Reading = new(System.Text.Json.JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private static ClassDraftRequest Class(Guid course, params ClassPerson[] people) => new(course, TrainerId, new(2026, 11, 20), people);

    private static string Title(ClassDraftRequest content) => content.CourseVersionId == UnmarkedId ? "First aid" : "Moving <b>people</b>";

    private static IResult NotThere() => Results.Problem(statusCode: 404, type: "/problems/not-found", detail: "x");

    private IResult OfProvider(HttpRequest request, Func<IResult> answer) => _identity.Of(request) switch
    {
        null => Results.Problem(statusCode: 401, type: "/problems/not-signed-in", detail: "x"),
        { Kind: OrganisationKind.TrainingProvider } => answer(),
        _ => NotThere(),
    };

    private IResult Begin(string key, ClassDraftRequest content, Func<object, int, IResult> json)
    {
        if (!_begun.TryGetValue(key, out var id))
        {
            _begun[key] = id = Guid.CreateVersion7();
            _drafts[id] = (1, content);
        }

        return json(Show(id), 201);
    }

    private IResult Keep(Guid id, ClassDraftRequest content, string ifMatch, Func<object, int, IResult> json)
    {
        if (!_drafts.TryGetValue(id, out var known))
        {
            return NotThere();
        }

        if (ifMatch != EntityTag.Of(known.Version))
        {
            return Results.Problem(statusCode: ifMatch.Length == 0 ? 428 : 412, type: "/problems/stale-version", detail: "x");
        }

        content.People.ShouldAllBe(person => person.AcademyNumber.Length <= 40 && (person.FullName ?? "").Length <= 100 && !$"{person.AcademyNumber}{person.FullName}".Any(char.IsControl));
        _drafts[id] = (known.Version + 1, content);
        return json(Show(id), 200);
    }

    private ClassDraftResponse Show(Guid id)
    {
        var (version, content) = _drafts[id];
        var seen = new HashSet<string>();
        var isMarked = content.CourseVersionId != UnmarkedId;
        return new(
            id, version, content.CourseVersionId, Title(content), "1.0", content.TrainerId, "Dev Patel", content.CompletedOn,
            isMarked ? Assurance.Kitemarked : Assurance.Recorded, isMarked ? [] : ["The course version has no kitemark on 20 November 2026."],
            [.. content.People.Select(person => new DraftedPerson(
                Codes.TryRead(person.AcademyNumber, out var number) ? $"CPA-{Codes.Show(number)}" : person.AcademyNumber, person.FullName, person.DateOfBirth, person.Result,
                number.Length != 9 || !Codes.TryRead(number, out _) ? PersonState.Unreadable
                    : !seen.Add(number) ? PersonState.Repeated
                    : person is { FullName: null, DateOfBirth: null } ? PersonState.NumberOnly
                    : number == Known ? PersonState.Matched
                    : PersonState.NotMatched))],
            _time.GetUtcNow(), _time.GetUtcNow().AddDays(90))
        {
            Warnings = Warnings,
        };
    }

    private RecordCompletionResponse Record(string key, RecordCompletionRequest asked)
    {
        if (_recorded.TryGetValue(key, out var known))
        {
            return known;
        }

        _classes.Add(asked);
        var results = asked.Learners.Select(member => new CompletionResult(
            null, member.AcademyNumber, Codes.TryRead(member.AcademyNumber, out var number) && number == Known ? CompletionOutcome.Recorded : CompletionOutcome.NotFound, null, null, null)).ToList();
        return _recorded[key] = new(results.Count(result => result.Outcome == CompletionOutcome.Recorded), 0, results.Count(result => result.Outcome == CompletionOutcome.NotFound), results) { Warnings = Warnings };
    }
}
