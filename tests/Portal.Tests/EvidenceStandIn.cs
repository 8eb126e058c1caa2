using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.AscWds.Codes;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the Passport service does with training learners add and with the evidence for it.</summary>
internal sealed class EvidenceStandIn(IdentityStandIn identity, TimeProvider time)
{
    /// <summary>Training Amara added, without evidence.</summary>
    public static readonly Guid DeclaredId = new("01890a5d-0000-7000-8000-0000000000c5");

    /// <summary>Training somebody added, whose certificate waits.</summary>
    public static readonly Guid WaitingId = new("01890a5d-0000-7000-8000-0000000000c6");
    public static readonly Guid PdfId = new("01890a5d-0000-7000-8000-0000000000c7");
    public static readonly Guid PictureId = new("01890a5d-0000-7000-8000-0000000000c8");
    private static readonly Guid WhoseId = new("01890a5d-0000-7000-8000-0000000000c9");

    private readonly Dictionary<string, PassportEntry> _added = [];
    private readonly Dictionary<Guid, EvidenceStanding> _standings = new() { [DeclaredId] = EvidenceStanding.None };
    private readonly Dictionary<Guid, EntryWithdrawal> _removed = [];

    /// <summary>What came in, by the id it was sent under.</summary>
    public Dictionary<Guid, byte[]> Files { get; } = [];

    /// <summary>What was asked to be added.</summary>
    public List<DeclareEntryRequest> Asked { get; } = [];

    /// <summary>What was decided, once for each key.</summary>
    public Dictionary<string, DecideEvidenceRequest> Decisions { get; } = [];

    /// <summary>Why the Academy's staff looked, for each look.</summary>
    public List<string> Purposes { get; } = [];

    /// <summary>Nothing waits.</summary>
    public bool HasNoneToCheck { get; set; }

    /// <summary>The slug everything is refused with, if it is.</summary>
    public string? Refuses { get; set; }

    /// <summary>Evidence for <see cref="DeclaredId"/> was refused a while ago.</summary>
    public bool HasRefused { get; set; }

    public IEnumerable<PassportEntry> Added => _added.Values.Select(Now);

    public PassportEntry Now(PassportEntry entry) => entry with
    {
        Declared = entry.Declared! with { Evidence = _standings.GetValueOrDefault(entry.EntryId, entry.Declared.Evidence) },
        Withdrawal = _removed.GetValueOrDefault(entry.EntryId),
    };

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string passport = "/Passport/api/passport/v1";
        MapChecks(host, json);
        host.MapPut($"{passport}/learners/{{id:guid}}/evidence/{{file:guid}}", async (Guid id, Guid file, HttpRequest request) =>
        {
            using var content = new MemoryStream();
            await request.Body.CopyToAsync(content);
            return Own(request, id, () =>
            {
                if (!content.ToArray().AsSpan().StartsWith("%PDF-"u8))
                {
                    return Problem(422, "evidence-type");
                }

                Files[file] = content.ToArray();
                return json(new EvidenceResponse(file, EvidenceKind.Pdf, (int)content.Length, time.GetUtcNow(), false), 200);
            });
        });
        host.MapPost($"{passport}/learners/{{id:guid}}/entries", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<DeclareEntryRequest>())!;
            return Own(request, id, () => json(Add(request.Headers["Idempotency-Key"].ToString(), asked), 201));
        });
        host.MapPost($"{passport}/entries/{{id:guid}}/evidence", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<AttachEvidenceRequest>())!;
            return Own(request, Somebody.Amara.LearnerId!.Value, () =>
            {
                asked.EvidenceIds.ShouldAllBe(file => Files.ContainsKey(file));
                _standings[id] = EvidenceStanding.Waiting;
                return json(new { entryId = id }, 200);
            });
        });
    }

    private void MapChecks(WebApplication host, Func<object, int, IResult> json)
    {
        const string passport = "/Passport/api/passport/v1";
        host.MapGet($"{passport}/evidence-checks", (Guid? after, HttpRequest request) => OfTheAcademy(request, () => json(
            HasNoneToCheck || after is not null
                ? new ListEvidenceChecksResponse(0, [], null)
                : new ListEvidenceChecksResponse(
                    51, [new(WaitingId, "Food <b>hygiene</b>", "Food hygiene", new(2025, 7, 1), time.GetUtcNow().AddDays(-3), 2)], $"/api/passport/v1/evidence-checks?after={WaitingId}"),
            200)));
        host.MapGet($"{passport}/evidence-checks/{{id:guid}}", (Guid id, HttpRequest request) => OfTheAcademy(request, () =>
        {
            Purposes.Add(request.Headers["X-Purpose"].ToString());
            return id == WaitingId ? json(Waiting(), 200) : Problem(404, "not-found");
        }));
        host.MapPost($"{passport}/evidence-checks/{{id:guid}}/decision", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<DecideEvidenceRequest>(PortalJson))!;
            return OfTheAcademy(request, () =>
            {
                Decisions[request.Headers["Idempotency-Key"].ToString()] = asked;
                return json(Waiting().Entry, 200);
            });
        });
        host.MapGet($"{passport}/learners/{{id:guid}}/evidence/{{file:guid}}", (Guid id, Guid file, HttpRequest request) => OfTheAcademy(request, () =>
        {
            Purposes.Add(request.Headers["X-Purpose"].ToString());
            return id != WhoseId ? Problem(404, "not-found")
                : file == PictureId ? Results.Bytes(Picture, "image/png") : Results.Bytes("%PDF-1.7"u8.ToArray(), "application/pdf");
        }));
    }

    public IResult? Remove(Guid id, string reason, Func<object, int, IResult> json)
    {
        if (id != DeclaredId && _added.Values.All(entry => entry.EntryId != id))
        {
            return null;
        }

        _removed.TryAdd(id, new EntryWithdrawal(time.GetUtcNow(), reason));
        return json(new { entryId = id }, 200);
    }

    private static readonly JsonSerializerOptions PortalJson = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>One grey point.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private EvidenceCheckResponse Waiting() => new(
        WhoseId, "Nguyễn <b>Thị</b> Hà", new(1990, 5, 14), "CPA-4F7-KQ2-M9F",
        new(
            WaitingId, "Food <b>hygiene</b>", null, 8, "Food hygiene", new(2025, 7, 1), null, Assurance.SelfDeclared, false, new(false, "x", []),
            new(null, null, null, null, null, null), null, null, time.GetUtcNow(), null)
        {
            Declared = new("=Fenland()", EvidenceStanding.Waiting),
        },
        time.GetUtcNow().AddDays(-3),
        [new(PdfId, EvidenceKind.Pdf, 120_000, time.GetUtcNow().AddDays(-3)), new(PictureId, EvidenceKind.Png, 80_000, time.GetUtcNow().AddDays(-3))],
        [EvidenceSignal.SameFileForSomebodyElse, EvidenceSignal.ManyOnOneDay],
        1);

    private IResult OfTheAcademy(HttpRequest request, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { Kind: OrganisationKind.Academy } => Refuses is { } slug ? Problem(409, slug) : answer(),
        _ => Problem(404, "not-found"),
    };

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");

    private PassportEntry Add(string key, DeclareEntryRequest asked)
    {
        if (_added.TryGetValue(key, out var known))
        {
            return known;
        }

        Asked.Add(asked);
        return _added[key] = new(
            Guid.CreateVersion7(), asked.Title, null, asked.TrainingCategoryCode, TrainingCategories.TryGet(asked.TrainingCategoryCode, out var subject) ? subject.Name : "", asked.CompletedOn, asked.ValidUntil,
            Assurance.SelfDeclared, false, new(false, "No kitemark is claimed", []), new(null, null, null, null, null, null), null, null, time.GetUtcNow(), null)
        {
            Declared = new(asked.TaughtBy, asked.EvidenceIds is { Count: > 0 } ? EvidenceStanding.Waiting : EvidenceStanding.None),
        };
    }

    private IResult Own(HttpRequest request, Guid learner, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { } who when who.LearnerId == learner => Refuses is { } slug ? Problem(422, slug) : answer(),
        _ => Problem(404, "not-found"),
    };
}
