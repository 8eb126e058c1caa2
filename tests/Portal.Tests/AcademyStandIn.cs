using Academy.Contracts.Learner;
using Academy.Learner.Domain;
using Academy.Learner.Features;
using Academy.People;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the services tell Academy staff about people's records, about messages that failed and about who looked.</summary>
internal sealed class AcademyStandIn(IdentityStandIn identity, TimeProvider time)
{
    public static readonly Guid OneId = new("01890a5d-0000-7000-8000-0000000003a1");
    public static readonly Guid OtherId = new("01890a5d-0000-7000-8000-0000000003a2");
    public static readonly Guid RequestId = new("01890a5d-0000-7000-8000-0000000003a3");
    public static readonly Guid DecidedRequestId = new("01890a5d-0000-7000-8000-0000000003a4");
    public static readonly Guid MessageId = new("01890a5d-0000-7000-8000-0000000003a5");

    private readonly Dictionary<string, string> _done = [];

    /// <summary>What was decided, once for each key: what was sent where.</summary>
    public IReadOnlyCollection<string> Done => _done.Values;

    /// <summary>Why somebody looked, for each look.</summary>
    public List<string> Purposes { get; } = [];

    /// <summary>What was searched for.</summary>
    public List<SearchLearnersRequest> Searches { get; } = [];

    /// <summary>Nothing waits anywhere.</summary>
    public bool IsEmpty { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        MapRecords(host, json);
        MapRequests(host, json);
        host.MapGet("/Identity/api/identity/v1/feedback", (HttpRequest request) => OfTheAcademy(request, () => json(
            IsEmpty
                ? (object)new { counts = new int[5], comments = Array.Empty<object>() }
                : new
                {
                    counts = new[] { 0, 1, 2, 3, 4 },
                    comments = new object[] { new { givenOn = "2026-11-22", satisfaction = 2, comment = "The <b>code</b> was hard to read." }, new { givenOn = "2026-11-20", satisfaction = 5, comment = "Good.\nVery good." } },
                    next = "/api/identity/v1/feedback?before=7&limit=20",
                },
            200)));
        foreach (var service in Clients.ServiceClients.All)
        {
            var api = $"/{service}/api/{service.ToLowerInvariant()}/v1";
            host.MapGet($"{api}/failed-messages", (HttpRequest request) => OfTheAcademy(request, () => json(Messages(service), 200)));
            host.MapPost($"{api}/failed-messages/{{id:guid}}/replay", (Guid id, HttpRequest request) => OfTheAcademy(request, () =>
                Once(request, $"replay {service}", () => id == MessageId ? json(Messages("Passport").Messages[0] with { ReplayedAt = time.GetUtcNow() }, 200) : Problem(404, "not-found"))));
            host.MapGet($"{api}/looks", (DateOnly? on, Guid? organisationId, Guid? learnerId, Guid? before, HttpRequest request) => Looked(request, () => json(
                IsEmpty || before is not null ? new ListLooksResponse([], null) : Looks(on, organisationId, learnerId), 200)));
        }
    }

    private void MapRecords(WebApplication host, Func<object, int, IResult> json)
    {
        const string learner = "/Learner/api/learner/v1";
        host.MapPost($"{learner}/learners/search", async (HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<SearchLearnersRequest>())!;
            return Looked(request, () =>
            {
                Searches.Add(asked);
                return json(new SearchLearnersResponse(asked.Name == "Nobody" ? [] : [new(OneId, "CPA-4F7-KQ2-M9F", "Nguyễn <b>Thị</b> Hà", ["Ha Nguyen"], new(1990, 5, 14))]), 200);
            });
        });
        host.MapGet($"{learner}/learners/{{id:guid}}", (Guid id, HttpRequest request) => Looked(request, () => id == OneId || id == OtherId ? json(RecordOf(id), 200) : Problem(404, "not-found")));
        host.MapGet($"{learner}/duplicates", (HttpRequest request) => OfTheAcademy(request, () => json(
            IsEmpty ? new ListDuplicatesResponse(0, []) : new ListDuplicatesResponse(51, [new(OneId, OtherId, 70, LikenessSign.PartOfName)]), 200)));
        host.MapGet($"{learner}/duplicates/{{one:guid}}/{{other:guid}}", (Guid one, Guid other, HttpRequest request) => Looked(request, () => one == OneId && other == OtherId
            ? json(new GetDuplicateResponse(Compared(one, "Nguyễn <b>Thị</b> Hà"), Compared(other, "Ma"), LikenessSign.PartOfName, AreToldApart: false), 200)
            : Problem(404, "not-found")));
        host.MapPost($"{learner}/learners/{{kept:guid}}/merge", async (Guid kept, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<MergeLearnersRequest>())!;
            return Looked(request, () => Once(request, $"merge {asked.DuplicateLearnerId} into {kept}: {asked.Reason}", () => json(new { }, 200)));
        });
        host.MapPost($"{learner}/duplicates/{{one:guid}}/{{other:guid}}/apart", async (Guid one, Guid other, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<TellApartRequest>())!;
            return Looked(request, () => Once(request, $"apart {one} {other}: {asked.Reason}", () => Results.NoContent()));
        });
    }

    private void MapRequests(WebApplication host, Func<object, int, IResult> json)
    {
        const string requests = "/Identity/api/identity/v1/record-requests";
        host.MapGet(requests, (Guid? after, HttpRequest request) => OfTheAcademy(request, () => json(
            new { items = IsEmpty || after is not null ? [] : new[] { new { id = RequestId, reference = "CPA-1234-ABCD", state = "Waiting", askedAt = time.GetUtcNow().AddDays(-1) } }, next = IsEmpty || after is not null ? null : "/next" }, 200)));
        host.MapGet($"{requests}/{{id:guid}}", (Guid id, HttpRequest request) => Looked(request, () => id == RequestId || id == DecidedRequestId
            ? json(
                new
                {
                    id,
                    reference = "CPA-1234-ABCD",
                    state = id == RequestId ? "Waiting" : "Linked",
                    askedAt = time.GetUtcNow().AddDays(-1),
                    fullName = "Ma <b>Hà</b>",
                    dateOfBirth = "1990-05-14",
                    employer = "=Rosewood()",
                    candidates = new[] { new { learnerId = OneId, agreeing = new[] { "DateOfBirth", "Employer" }, hasAccount = true } },
                },
                200)
            : Problem(404, "not-found")));
        host.MapPost($"{requests}/{{id:guid}}/decision", async (Guid id, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var asked = await reader.ReadToEndAsync();
            return Looked(request, () => Once(request, $"decision {asked}", () => json(new { id }, 200)));
        });
    }

    private ListFailedMessagesResponse Messages(string service) => service == "Passport" && !IsEmpty
        ? new(true, 3, time.GetUtcNow().AddMinutes(-2),
            [
                new(MessageId, Guid.NewGuid(), "passport-kitemark-granted", time.GetUtcNow().AddHours(-1), 2, "DbUpdateException: <b>no</b>", null),
                new(Guid.NewGuid(), Guid.NewGuid(), "passport-learner-registered", time.GetUtcNow().AddDays(-1), 1, "TimeoutException: late", time.GetUtcNow()),
            ])
        : new(service != "Benefits", 0, null, []);

    private ListLooksResponse Looks(DateOnly? on, Guid? organisation, Guid? learner) => new(
        [
            new(Guid.NewGuid(), time.GetUtcNow(), "PassportSeen", learner ?? OneId, OrganisationKind.Employer, organisation ?? Somebody.Ruth.OrganisationId, null, "account-ruth", null),
            new(Guid.NewGuid(), on is null ? time.GetUtcNow() : time.GetUtcNow().AddDays(-1), "LooksSeen", null, OrganisationKind.Academy, Somebody.Sam.OrganisationId, "Care Professional Academy", "account-sam", "To <i>check</i>"),
        ],
        "/next");

    private static LearnerResponse RecordOf(Guid id) => new(
        id, "CPA-4F7-KQ2-M9F", "Nguyễn <b>Thị</b> Hà", ["Ha Nguyen"], new(1990, 5, 14),
        [new(Guid.NewGuid(), id, Somebody.Ruth.OrganisationId!.Value, null, null, null, EmploymentKind.Employee, new(2025, 1, 1), null, SharesPassport: true)], true);

    private ComparedLearner Compared(Guid id, string name) => new(
        id, "CPA-4F7-KQ2-M9F", name, id == OneId ? ["Ha Nguyen"] : [], new(1990, 5, 14), time.GetUtcNow().AddYears(-1), id == OneId,
        id == OneId ? [new("Rosewood <i>Care</i>", new(2025, 1, 1), null), new("Hilltop House", new(2023, 1, 1), new(2024, 12, 31))] : []);

    private IResult Once(HttpRequest request, string done, Func<IResult> answer)
    {
        _done[request.Headers["Idempotency-Key"].ToString()] = done;
        return answer();
    }

    /// <summary>A look at somebody: whoever looks has to say why.</summary>
    private IResult Looked(HttpRequest request, Func<IResult> answer) => OfTheAcademy(request, () =>
    {
        var purpose = request.Headers["X-Purpose"].ToString();
        Purposes.Add(purpose);
        return purpose.Length < 3 ? Problem(400, "purpose-missing") : answer();
    });

    private IResult OfTheAcademy(HttpRequest request, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { Kind: OrganisationKind.Academy } => answer(),
        _ => Problem(404, "not-found"),
    };

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");
}
