using Academy.AscWds.Codes;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Passport.Credentials;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the Passport service tells Rosewood of one who started there, and takes of what Rosewood decides. To others it is not there.</summary>
internal sealed class StarterStandIn(IdentityStandIn identity, SavedCheckStandIn checks, TimeProvider time)
{
    public const string Signed = "aGVhZGVy.Y29udGVudA.c2lnbmVk";
    public const string SignedCheck = "aGVhZGVy.Y2hlY2tlZA.c2lnbmVk";

    public static readonly Guid StarterId = new("01890a5d-0000-7000-8000-0000000000f1");
    public static readonly Guid MovingEntry = new("01890a5d-0000-7000-8000-0000000000f2");
    public static readonly Guid ExpiredEntry = new("01890a5d-0000-7000-8000-0000000000f3");

    public static readonly Guid QualificationId = new("01890a5d-0000-7000-8000-0000000000f5");
    public static readonly Guid SeenId = new("01890a5d-0000-7000-8000-0000000000f6");
    public static readonly Guid DelegatedId = new("01890a5d-0000-7000-8000-0000000000f7");

    public static readonly Guid MergedId = new("01890a5d-0000-7000-8000-0000000000f4");

    private readonly Dictionary<string, DecideRelianceResponse> _answered = [];
    private readonly List<ReceiptResponse> _receipts = [];

    public IReadOnlyList<ReceiptResponse> Receipts => _receipts;

    /// <summary>The reason decisions are refused for, if they are.</summary>
    public (int Status, string Slug)? Refuses { get; set; }

    /// <summary>Whether a qualification and what another employer saw, once delegated and once not, are brought along as well.</summary>
    public bool BringsMore { get; set; }

    /// <summary>Whether whoever asks may not see receipts.</summary>
    public bool IsForOthers { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        var of = "/Passport/api/passport/v1/employers/{id:guid}";
        host.MapGet(of + "/starters/{learner:guid}", (Guid id, Guid learner, HttpRequest request) => OfEmployer(request, id, () => learner == StarterId || TeamStandIn.IsOfTheTeam(learner) ? json(Starter(), 200)
            : learner == MergedId ? Results.Redirect($"/api/passport/v1/employers/{id}/starters/{StarterId}", permanent: true, preserveMethod: true)
            : Problem(404, "not-found")));
        host.MapGet(of + "/reliance-receipts", (Guid id, Guid learnerId, HttpRequest request) => OfEmployer(request, id, () => IsForOthers ? Problem(403, "not-allowed") : json(Listed(learnerId), 200)));
        host.MapGet(of + "/repeats-avoided", (Guid id, HttpRequest request) => OfEmployer(request, id, () => json(new GetRepeatsAvoidedResponse(3, 13.5m, 1250, 1, []), 200)));
        host.MapPost(of + "/reliance-receipts", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<DecideRelianceRequest>(new System.Text.Json.JsonSerializerOptions(System.Text.Json.JsonSerializerDefaults.Web)
            {
                Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
            }))!;
            return OfEmployer(request, id, () => Refuses is { } refuses ? Problem(refuses.Status, refuses.Slug)
                : asked.CheckId is not null ? checks.Decide(request.Headers["Idempotency-Key"].ToString(), asked, json)
                : json(Decide(request.Headers["Idempotency-Key"].ToString(), asked), 201));
        });
        host.MapGet("/Passport/api/passport/v1/learners/{id:guid}/reliance-receipts", (Guid id, HttpRequest request) => identity.Of(request) switch
        {
            null => Problem(401, "not-signed-in"),
            { } who when who.LearnerId == id => json(new ListReceiptsResponse(id == Somebody.Amara.LearnerId ? [AReceipt(MovingEntry, RelianceDecision.Repeat, "Our <b>hoists</b> are others.", null)] : [], null), 200),
            _ => Problem(404, "not-found"),
        });
        host.MapPost("/Passport/api/passport/v1/reliance-receipts/verify", async (HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<VerifyReceiptRequest>())!;
            return asked.Receipt == SignedCheck
                ? json(new
                {
                    signature = new Finding(Outcome.Passed, "x"),
                    current = new Finding(Outcome.CouldNotCheck, "x"),
                    receipt = new
                    {
                        checkedBy = new { name = "Rosewood <Care>" },
                        check = new { name = "Siân <O'Brien>", checkedAt = time.GetUtcNow(), entries = new[] { new { title = "Moving & assisting", completedOn = new DateOnly(2026, 9, 1), recordedBy = new { trainingProvider = "Northgate Care Training" } } } },
                    },
                }, 200)
                : asked.Receipt == Signed
                ? json(new
                {
                    signature = new Finding(Outcome.Passed, "x"),
                    current = new Finding(Outcome.Failed, "x"),
                    receipt = new
                    {
                        employer = new { name = "Rosewood <Care>" },
                        decision = "Accepted",
                        decidedAt = time.GetUtcNow(),
                        record = new { title = "Moving & assisting", completedOn = new DateOnly(2026, 9, 1), recordedBy = "Northgate Care Training" },
                    },
                }, 200)
                : json(new ReceiptFindings(new Finding(Outcome.Failed, "x"), new Finding(Outcome.CouldNotCheck, "x"), null), 200);
        });
    }

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");

    private IResult OfEmployer(HttpRequest request, Guid employer, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { Kind: OrganisationKind.Employer } who when who.OrganisationId == employer => answer(),
        _ => Problem(404, "not-found"),
    };

    private ListReceiptsResponse Listed(Guid learner) => new(
        learner != StarterId ? []
            : [.. _receipts, AReceipt(MovingEntry, RelianceDecision.Accepted, null, time.GetUtcNow()), AReceipt(ExpiredEntry, RelianceDecision.Rejected, "A <i>very</i> long course ago.", null)],
        null);

    private ReceiptResponse AReceipt(Guid entry, RelianceDecision decision, string? reason, DateTimeOffset? replacedAt) => new(
        Guid.CreateVersion7(), StarterId, Guid.Empty, "Rosewood Care", entry, "Moving & assisting <people>", "Moving", new DateOnly(2026, 9, 1), decision, reason,
        time.GetUtcNow(), null, null, replacedAt, EntryWithdrawn: false, Signed);

    private DecideRelianceResponse Decide(string key, DecideRelianceRequest asked)
    {
        if (!_answered.TryGetValue(key, out var answer))
        {
            answer = _answered[key] = new DecideRelianceResponse([.. asked.Decisions.Select(d => AReceipt(d.EntryId, d.Decision, d.Reason, null))]);
            _receipts.InsertRange(0, answer.Receipts);
        }

        return answer;
    }

    private GetStarterResponse Starter()
    {
        var provider = new RecordedBy(StandIns.ProviderId, "Northgate Care Training", Guid.Empty, "Dev Patel", null, null);
        PassportEntry Entry(Guid id, string title, DateOnly on, DateOnly? until, EntryWithdrawal? withdrawal = null) => new(
            id, title, "1.0", 15, "Moving", on, until, Assurance.Kitemarked, false, new KitemarkOnTheDay(true, "x", []), provider, 6, CourseMode.FaceToFace, time.GetUtcNow(), withdrawal);
        BroughtEntry Brought(PassportEntry entry) => new(entry, _receipts.Find(receipt => receipt.EntryId == entry.EntryId));
        return new GetStarterResponse(
            StarterId, "Siân <O'Brien>",
            [
                new(6, null, "Fire safety", "Missing", null, null, null, null, null, [], []),
                new(15, null, "Assisting and moving people", "Met", "Moving & assisting <people>", new(2026, 9, 1), new(2027, 9, 1), Assurance.Kitemarked, null, [], [new(Guid.Empty, "Hoists of 2026-09-01 counts as Assisting and moving people.", "x", "x")]),
                new(null, "OMMT", "Oliver McGowan Mandatory Training", "Missing", null, null, null, null, null, ["Missing: Tier 2 for the job role Care worker"], []),
            ],
            new NeedNotBeRepeated(1, 6, 85))
        {
            Brought =
            [
                Brought(Entry(MovingEntry, "Moving & assisting <people>", new(2026, 9, 1), new(2027, 9, 1))),
                Brought(Entry(ExpiredEntry, "First aid", new(2024, 5, 14), new(2025, 5, 14))),
            ],
            BroughtQualifications = BringsMore
                ? [new(new PassportQualification(QualificationId, 158, "Level 2 <b>Certificate</b>", 2, new(2026, 3, 2), "NQual", Assurance.Recorded, provider, time.GetUtcNow(), null), Decided(QualificationId))]
                : [],
            BroughtObservations = BringsMore ? [Seen(SeenId, null), Seen(DelegatedId, new Delegation(DelegatedActivity.BladderAndBowel, "N Shah", "Registered nurse", new(2027, 1, 1)))] : [],
        };

        ReceiptResponse? Decided(Guid id) => _receipts.Find(receipt => receipt.EntryId == id);
        BroughtObservation Seen(Guid id, Delegation? delegation) => new(
            new ObservationResponse(id, StarterId, 13, "Medication management", delegation, new(2026, 9, 1), "Ruth Ellis", Guid.Empty, "Elm House Ltd", null, null, null, null, null), Decided(id));
    }
}
