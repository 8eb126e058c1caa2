using Academy.Benefits.Features;
using Academy.Contracts.Passport;
using Academy.Learner.Features;
using Academy.Passport.Features;
using Academy.Pathway.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the services tell a learner about their own work, tier and benefits. Somebody else's is not there.</summary>
internal sealed class OwnStandIn(IdentityStandIn identity, TimeProvider time)
{
    public static readonly Guid SharedWorkId = new("01890a5d-0000-7000-8000-0000000000e2");
    public static readonly Guid UnansweredWorkId = new("01890a5d-0000-7000-8000-0000000000e3");
    public static readonly Guid EndedWorkId = new("01890a5d-0000-7000-8000-0000000000e4");

    public static readonly Guid OfferId = new("01890a5d-0000-7000-8000-0000000000f1");
    public static readonly Guid OtherOfferId = new("01890a5d-0000-7000-8000-0000000000f2");
    private static readonly Guid RulesId = new("01890a5d-0000-7000-8000-0000000000f3");

    private readonly Dictionary<Guid, bool> _answers = [];
    private readonly Dictionary<string, IssueCodeResponse> _codes = [];

    /// <summary>What was answered about each employer.</summary>
    public IReadOnlyDictionary<Guid, bool> Answers => _answers;

    /// <summary>The employment ended between the question and the answer.</summary>
    public bool HasJustEnded { get; set; }

    /// <summary>The reason codes are refused for, if they are.</summary>
    public string? RefusesCodes { get; set; }

    /// <summary>No offer is for her yet.</summary>
    public bool HasNoneNow { get; set; }

    public int CodesMade => _codes.Count;

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        MapData(host);
        host.MapGet("/Learner/api/learner/v1/learners/{id:guid}/employments", (Guid id, HttpRequest request) => Own(request, id, () => json(
            new ListOwnEmploymentsResponse(id == Somebody.Amara.LearnerId ? AmarasWork() : []), 200)));
        host.MapPost("/Learner/api/learner/v1/employments/{id:guid}/consent", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<ChangeConsentRequest>())!;
            if (identity.Of(request) is not { } who)
            {
                return Problem(401, "not-signed-in");
            }

            if (who != Somebody.Amara || AmarasWork().TrueForAll(work => work.EmploymentId != id))
            {
                return Problem(404, "not-found");
            }

            if (HasJustEnded)
            {
                return Problem(422, "employment-ended");
            }

            _answers[id] = asked.SharesPassport!.Value;
            return json(new { employmentId = id, sharesPassport = _answers[id] }, 200);
        });
        host.MapGet("/Pathway/api/pathway/v1/learners/{id:guid}/tier", (Guid id, HttpRequest request) => identity.Of(request)?.Kind == OrganisationKind.Academy ? json(TierOf(Somebody.Amara.LearnerId!.Value), 200) : Own(request, id, () => json(TierOf(id), 200)));
        host.MapGet("/Pathway/api/pathway/v1/role-categories", (HttpRequest request) => identity.Of(request) is null ? Problem(401, "not-signed-in") : json(
            new ListRoleCategoriesResponse([new("new-to-care", "New to care", 1, "You start in care.", [15, 20]), new("personal-assistant", "Personal assistant", null, "You work for one person.", [7])]), 200));
        host.MapGet("/Passport/api/passport/v1/entries/{id:guid}/credential", (Guid id, HttpRequest request) => identity.Of(request) != Somebody.Amara ? Problem(404, "not-found")
            : id == TeamStandIn.WithdrawnId ? Problem(409, "entry-withdrawn") : Results.Text($"eyJ.{id:N}.x", "application/vc+jwt"));
        host.MapPost("/Passport/api/passport/v1/credentials/verify", async (HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<VerifyCredentialRequest>())!;
            return json(Findings(asked.Credential), 200);
        });
        host.MapGet("/Pathway/api/pathway/v1/rules/{id:guid}", (Guid id, HttpRequest request) => identity.Of(request) is null ? Problem(401, "not-signed-in") : json(
            new RulesResponse(id, "x", new(2026, 1, 1), Points(), [10, 30, 60, 100, 150], true, false, time.GetUtcNow()), 200));
        host.MapGet("/Benefits/api/benefits/v1/learners/{id:guid}/benefits", (Guid id, HttpRequest request) => Own(request, id, () => json(
            new GetBenefitsResponse(id, StandIns.Today, id == Somebody.Amara.LearnerId ? AmarasBenefits().FindAll(benefit => !HasNoneNow || !benefit.Eligible) : []), 200)));
        host.MapPost("/Benefits/api/benefits/v1/learners/{id:guid}/codes", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<IssueCodeRequest>())!;
            return Own(request, id, () => RefusesCodes is { } slug ? Problem(422, slug) : json(Code(request.Headers["Idempotency-Key"].ToString(), asked), 201));
        });
    }

    /// <summary>What each part of the Academy holds of somebody.</summary>
    private void MapData(WebApplication host)
    {
        foreach (var service in new[] { "Learner", "Passport", "Pathway", "Benefits", "Identity" })
        {
            host.MapGet(
                $"/{service}/api/{service.ToLowerInvariant()}/v1/learners/{{id:guid}}/data",
                (Guid id, HttpRequest request) => Own(request, id, () => Results.Json(new { service, learnerId = id, tables = new { things = new[] { new { name = "<b>" } } } })));
        }
    }

    /// <summary>A badge that is good but for what could not be looked up, and one that is not signed.</summary>
    private static object Findings(string badge)
    {
        object Finding(string outcome) => new { outcome, reason = $"Because it {outcome}." };
        var isGood = badge == "eyJ.good.x";
        return new
        {
            issuer = "did:web:academy.example",
            signature = Finding(isGood ? "Passed" : "Failed"),
            issuerTrusted = Finding("Passed"),
            dates = Finding(isGood ? "Passed" : "CouldNotCheck"),
            revocation = Finding("CouldNotCheck"),
            suspension = Finding("CouldNotCheck"),
            kitemarkedOnTheDay = Finding(isGood ? "Passed" : "CouldNotCheck"),
            credential = isGood ? new { credentialSubject = new { name = "Amara <b>Okafor</b>", achievement = new { name = "Moving <b>people</b>" } } } : null,
        };
    }

    private static Dictionary<Assurance, int> Points() => new()
    {
        [Assurance.Kitemarked] = 10,
        [Assurance.Recorded] = 5,
        [Assurance.EvidenceChecked] = 4,
        [Assurance.EmployerAttested] = 3,
        [Assurance.SelfDeclared] = 1,
    };

    private static GetTierResponse TierOf(Guid learner) => learner == Somebody.Amara.LearnerId
        ? new(
            learner, 2, 41, new NextTierResponse(3, 19),
            [
                new(TeamStandIn.KitemarkedId, 15, new(2026, 9, 1), 10, "Kitemarked: 10 points"),
                new(TeamStandIn.WithdrawnId, 12, new(2026, 8, 1), 0, "not counted: withdrawn by whoever issued it"),
            ],
            new AppliedRules(RulesId, "x", new DateOnly(2026, 1, 1)), StandIns.Today)
        : new(learner, 0, 0, new NextTierResponse(1, 10), [], new AppliedRules(RulesId, "x", new DateOnly(2026, 1, 1)), StandIns.Today);

    private static List<BenefitResponse> AmarasBenefits() =>
    [
        new(OtherOfferId, "Dental plan", "Hertford <Dental>", "A check twice a year.", false, ["You need tier 3. You are at tier 2."], null),
        new(OfferId, "20% off at the <gym>", "Fit for Care Gyms", "Every day, <b>all</b> gyms.", true, ["You work in care."], new(2026, 12, 31)),
    ];

    private IssueCodeResponse Code(string key, IssueCodeRequest asked)
    {
        asked.OfferId.ShouldBe(OfferId);
        return _codes.TryGetValue(key, out var made) ? made : _codes[key] = new($"4F7-KQ2-M9{_codes.Count + 1}", time.GetUtcNow().AddMinutes(15));
    }

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");

    private IResult Own(HttpRequest request, Guid learner, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { } who when who.LearnerId == learner => answer(),
        _ => Problem(404, "not-found"),
    };

    private List<OwnEmployment> AmarasWork() =>
    [
        .. new OwnEmployment[]
        {
            new(UnansweredWorkId, Guid.NewGuid(), "Hilltop <b>House</b>", new(2026, 11, 2), null, false, null),
            new(SharedWorkId, Guid.NewGuid(), "Rosewood Care", new(2025, 1, 6), null, true, new(2025, 1, 7, 10, 0, 0, TimeSpan.Zero)) { JobRoleCode = 8 },
            new(EndedWorkId, Guid.NewGuid(), "Oak Care Ltd", new(2023, 4, 3), new(2024, 12, 31), false, new(2023, 4, 4, 10, 0, 0, TimeSpan.Zero)),
        }.Select(work => _answers.TryGetValue(work.EmploymentId, out var shares) ? work with { SharesPassport = shares, AnsweredAt = time.GetUtcNow() } : work),
    ];
}
