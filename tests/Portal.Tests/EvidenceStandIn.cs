using Academy.AscWds.Codes;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the Passport service does with training learners add and with the evidence for it.</summary>
internal sealed class EvidenceStandIn(IdentityStandIn identity, TimeProvider time)
{
    /// <summary>Training Amara added, without evidence.</summary>
    public static readonly Guid DeclaredId = new("01890a5d-0000-7000-8000-0000000000c5");

    private readonly Dictionary<string, PassportEntry> _added = [];
    private readonly Dictionary<Guid, EvidenceStanding> _standings = new() { [DeclaredId] = EvidenceStanding.None };
    private readonly Dictionary<Guid, EntryWithdrawal> _removed = [];

    /// <summary>What came in, by the id it was sent under.</summary>
    public Dictionary<Guid, byte[]> Files { get; } = [];

    /// <summary>What was asked to be added.</summary>
    public List<DeclareEntryRequest> Asked { get; } = [];

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

    public IResult? Remove(Guid id, string reason, Func<object, int, IResult> json)
    {
        if (id != DeclaredId && _added.Values.All(entry => entry.EntryId != id))
        {
            return null;
        }

        _removed.TryAdd(id, new EntryWithdrawal(time.GetUtcNow(), reason));
        return json(new { entryId = id }, 200);
    }

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
