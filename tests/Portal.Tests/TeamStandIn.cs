using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.People;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the services tell those who are signed in. Without a token that is good it is 401, and what is somebody else's is 404.</summary>
internal sealed class TeamStandIn(IdentityStandIn identity, EvidenceStandIn evidence, TimeProvider time)
{
    public static readonly Guid KitemarkedId = new("01890a5d-0000-7000-8000-0000000000c1");
    public static readonly Guid WithdrawnId = new("01890a5d-0000-7000-8000-0000000000c2");
    public static readonly Guid OldShareId = new("01890a5d-0000-7000-8000-0000000000d1");

    private readonly Dictionary<string, MakeShareResponse> _made = [];
    private readonly List<(MakeShareRequest Asked, ListedShare Share)> _shares = [];
    private readonly HashSet<Guid> _stopped = [];
    private readonly Dictionary<string, object> _codes = [];
    private bool _codeIsUsed;

    /// <summary>What a share was asked to show and how long, for each there is.</summary>
    public IReadOnlyList<MakeShareRequest> Shared => [.. _shares.Select(share => share.Asked)];

    public int CodesChecked => _codes.Count;

    public IReadOnlyCollection<Guid> Stopped => _stopped;

    /// <summary>The reason shares are refused for, if they are.</summary>
    public string? RefusesShares { get; set; }

    /// <summary>What the employer asks of its team.</summary>
    public RequirementStandIn Requirements { get; } = new();

    public bool IsNotThereYet { get; set; }

    /// <summary>Nobody shares a passport with the employer.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>Nothing has expired, expires soon or is missing.</summary>
    public bool IsUpToDate { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        var passport = "/Passport/api/passport/v1";
        host.MapGet($"{passport}/learners/{{id:guid}}/passport", (Guid id, HttpRequest request) => IsSeenByTheAcademy(request) ? json(AmarasPassport(), 200) : Own(request, id, () => IsNotThereYet
            ? Problem(404, "not-found")
            : json(id == Somebody.Amara.LearnerId ? AmarasPassport() : new PassportDocument(id, "PA-2222-2222", "Łukasz Wójcik", 1, time.GetUtcNow(), []), 200)));
        host.MapGet($"{passport}/learners/{{id:guid}}/notices", (Guid id, HttpRequest request) => Own(request, id, () => json(
            new ListNoticesResponse(id == Somebody.Amara.LearnerId ? AmarasNotices() : [], null), 200)));
        host.MapGet($"{passport}/employers/{{id:guid}}/notices", (Guid id, HttpRequest request) => OfEmployer(request, id, () => json(
            new ListNoticesResponse([ANotice(NoticeKind.Reinstated, null, null, people: 12)], null), 200)));
        host.MapGet($"{passport}/learners/{{id:guid}}/shares", (Guid id, HttpRequest request) => Own(request, id, () => json(new ListSharesResponse(Shares(id)), 200)));
        host.MapGet($"{passport}/learners/{{id:guid}}/activity", (Guid id, HttpRequest request) => Own(request, id, () => json(new GetActivityResponse(
            id == Somebody.Amara.LearnerId
                ? [
                    new(time.GetUtcNow().AddHours(-1), "PassportSeen", "Rosewood Care", null),
                    new(time.GetUtcNow().AddHours(-2), "PassportSeen", "The Academy", "A question <b>about</b> her course"),
                    new(time.GetUtcNow().AddHours(-3), "PassportChecked", "Somebody with your share code", null),
                    new(time.GetUtcNow().AddHours(-4), "ShareMade", "You", null),
                ]
                : [],
            null), 200)));
        host.MapPost($"{passport}/learners/{{id:guid}}/shares", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<MakeShareRequest>())!;
            return Own(request, id, () => RefusesShares is { } slug ? Problem(422, slug) : json(Share(request.Headers["Idempotency-Key"].ToString(), asked), 201));
        });
        host.MapDelete($"{passport}/shares/{{id:guid}}", (Guid id, HttpRequest request) => identity.Of(request) switch
        {
            null => Problem(401, "not-signed-in"),
            { } who when Shares(who.LearnerId!.Value).Any(share => share.ShareId == id) => Stop(id),
            _ => Problem(404, "not-found"),
        });
        Requirements.Map(host, json, (request, id, answer) => OfEmployer(request, id, answer));
        host.MapGet($"{passport}/employers/{{id:guid}}/matrix", (Guid id, Guid? after, HttpRequest request) => OfEmployer(request, id, () => json(IsEmpty ? new GetMatrixResponse([], null) : IsUpToDate ? UpToDate() : Matrix(id, after), 200)));
        host.MapGet($"{passport}/employers/{{id:guid}}/training.csv", (Guid id, HttpRequest request) => OfEmployer(request, id, () => Results.Text("LOCALESTID,UNIQUEWORKERID\r\n", "text/csv")));
        host.MapPost("/Benefits/api/benefits/v1/checks", async (HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<CheckedCode>())!;
            var key = request.Headers["Idempotency-Key"].ToString();
            return identity.Of(request) switch
            {
                null => Problem(401, "not-signed-in"),
                { Kind: OrganisationKind.Partner } => json(_codes.TryGetValue(key, out var known) ? known : _codes[key] = Check(asked.Code), 200),
                _ => Problem(404, "not-found"),
            };
        });
        host.MapGet("/Learner/api/learner/v1/employers/{id:guid}", (Guid id, HttpRequest request) => identity.Of(request)?.Kind == OrganisationKind.Academy ? json(new { name = "Rosewood <i>Care</i>" }, 200) : OfEmployer(request, id, () => json(
            new
            {
                name = "Rosewood Care",
                cqcProviderId = "1-101601251",
                workplaces = IsEmpty
                    ? []
                    : new object[]
                    {
                        new { reference = "RW-1", name = "Rosewood <b>House</b>", postcode = "HP1 1AA", cqcLocationId = "1-2216543891", predecessorLocationIds = new[] { "1-116543890" } },
                        new { reference = "RW-2", name = "Old Mill", postcode = "AL1 2BB", predecessorLocationIds = Array.Empty<string>(), closedOn = new DateOnly(2026, 3, 31) },
                    },
            }, 200)));
        host.MapGet("/Learner/api/learner/v1/employers/{id:guid}/learners", (Guid id, HttpRequest request) => OfEmployer(request, id, () => json(
            new
            {
                learners = new object[]
                {
                    new { learnerId = StarterStandIn.StarterId, academyNumber = "PA-1111-1111", fullName = "Amara <b>Okafor</b>", employmentId = Guid.NewGuid(), jobRoleCode = 8, kind = EmploymentKind.Employee, startedOn = new DateOnly(2025, 1, 6), sharesPassport = true },
                    new { learnerId = Guid.NewGuid(), academyNumber = "PA-3333-3333", fullName = "Siân O'Brien-Jones", employmentId = Guid.NewGuid(), kind = EmploymentKind.Agency, startedOn = new DateOnly(2026, 2, 1), sharesPassport = false },
                },
                next = (string?)null,
            }, 200)));
    }

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");

    /// <summary>Academy staff see everybody's when they say why.</summary>
    private bool IsSeenByTheAcademy(HttpRequest request) => identity.Of(request) is { Kind: OrganisationKind.Academy } && request.Headers["X-Purpose"].ToString().Length > 2;

    private IResult Own(HttpRequest request, Guid learner, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { } who when who.LearnerId == learner => answer(),
        _ => Problem(404, "not-found"),
    };

    private IResult OfEmployer(HttpRequest request, Guid employer, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { Kind: OrganisationKind.Employer } who when who.OrganisationId == employer => answer(),
        _ => Problem(404, "not-found"),
    };

    private MakeShareResponse Share(string key, MakeShareRequest asked)
    {
        if (_made.TryGetValue(key, out var made))
        {
            return made;
        }

        var share = new ListedShare(Guid.CreateVersion7(), asked.EntryIds, time.GetUtcNow(), time.GetUtcNow().AddDays(asked.Days), null, true);
        _shares.Add((asked, share));
        return _made[key] = new MakeShareResponse(share.ShareId, $"4F7-KQ2-M9{_shares.Count}", share.SharedUntil);
    }

    private List<ListedShare> Shares(Guid learner) => learner != Somebody.Amara.LearnerId ? [] :
    [
        .. _shares.Select(made => made.Share).Append(new ListedShare(OldShareId, [KitemarkedId], new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero), null, true))
            .Select(share => _stopped.Contains(share.ShareId) ? share with { StoppedAt = time.GetUtcNow(), IsLive = false } : share),
    ];

    private object Check(string code)
    {
        if (code != StandIns.Code)
        {
            return new { eligible = false, reason = "unknown" };
        }

        var isFirst = !_codeIsUsed;
        _codeIsUsed = true;
        return isFirst ? new { eligible = true, offer = "20% off at the <gym>", validUntil = new DateOnly(2026, 12, 31) } : new { eligible = false, reason = "used" };
    }

    private IResult Stop(Guid share)
    {
        _stopped.Add(share);
        return Results.NoContent();
    }

    /// <summary>Whether it is one of the people in the matrix.</summary>
    public static bool IsOfTheTeam(Guid learner) => learner.ToString().StartsWith("01890a5d-0000-7000-a000-", StringComparison.Ordinal);

    private static GetMatrixResponse UpToDate() => new(
        [new MatrixRow(new Guid("01890a5d-0000-7000-a000-000000000001"), "Amara <b>Okafor</b>", 8, [new MatrixCell(6, null, "Fire safety", "Met", new DateOnly(2027, 9, 1), [], [])])], null);

    private static GetMatrixResponse Matrix(Guid employer, Guid? after)
    {
        MatrixRow Row(int number, string name, params MatrixCell[] cells) => new(new Guid($"01890a5d-0000-7000-a000-0000000000{number:00}"), name, 8, cells) { Workplaces = number < 3 ? ["RW-1"] : null };
        MatrixCell Cell(int code, string status, DateOnly? until = null) => new(code, null, code == 6 ? "Fire safety" : "Assisting and moving people", status, until, [], []);
        return after is null
            ? new(
                [
                    Row(1, "Amara <b>Okafor</b>", Cell(6, "Met", new DateOnly(2027, 9, 1)), Cell(15, "Met", new DateOnly(2026, 12, 1))),
                    Row(2, "Siân O'Brien-Jones", Cell(6, "Expired", new DateOnly(2026, 5, 14)), Cell(15, "Missing")),
                ],
                $"/api/passport/v1/employers/{employer}/matrix?after=01890a5d-0000-7000-a000-000000000002")
            : new(
                [
                    Row(
                        3, "محمد الأحمد", Cell(6, "Missing"),
                        new MatrixCell(null, "OMMT", "Oliver McGowan Mandatory Training", "Missing", null, ["Missing: Tier 2 for the job role Care worker"], [])),
                ],
                null);
    }

    private NoticeResponse ANotice(NoticeKind kind, DateOnly? from, IReadOnlyList<Guid>? entries, int? people)
        => new(Guid.NewGuid(), time.GetUtcNow(), kind, "Moving <b>people</b>", from, "Assessments were <i>not</i> observed.", entries, people, null);

    private List<NoticeResponse> AmarasNotices()
    {
        var withdrawn = ANotice(NoticeKind.Withdrawn, new(2026, 10, 1), entries: [KitemarkedId], people: null);
        return evidence.HasRefused
            ? [ANotice(NoticeKind.EvidenceRefused, null, [EvidenceStandIn.DeclaredId], null) with { Reason = "The file cannot be read. The <b>lower</b> half is dark." }, withdrawn]
            : [withdrawn];
    }

    private PassportDocument AmarasPassport()
    {
        KitemarkLink Link(string link, string name, bool inForce, DateOnly? ended = null) => new(
            link, StandIns.MovingId, name, inForce, inForce ? Guid.Empty : null, inForce ? new DateOnly(2025, 1, 1) : null, inForce ? new DateOnly(2027, 12, 31) : null,
            inForce ? null : "The trainer was not authorised for this subject.", ended);
        KitemarkOnTheDay Marks(bool all, DateOnly? ended = null) => new(
            all, "x", [Link("CourseVersion", "Moving and assisting people", true, ended), Link("TrainingProvider", "Northgate Care Training", true), Link("Trainer", "Dev Patel", all)]);
        var provider = new RecordedBy(StandIns.ProviderId, "Northgate Care Training", Guid.Empty, "Dev Patel", null, null);
        PassportEntry Entry(Guid id, string title, int category, DateOnly on, DateOnly? until, Assurance assurance, RecordedBy by, KitemarkOnTheDay kitemark, EntryWithdrawal? withdrawal = null) => new(
            id, title, "1.0", category, $"Category {category}", on, until, assurance, false, kitemark, by, 3.5m, CourseMode.FaceToFace, time.GetUtcNow(), withdrawal);
        static Guid Other(string end) => new($"01890a5d-0000-7000-8000-0000000000{end}");
        var none = new KitemarkOnTheDay(false, "No kitemark is claimed", []);
        return new PassportDocument(Somebody.Amara.LearnerId!.Value, "PA-1111-1111", "Amara Okafor", 7, time.GetUtcNow(),
        IsUpToDate ? [Entry(KitemarkedId, "Moving and assisting people", 15, new(2026, 9, 1), new(2027, 9, 1), Assurance.Kitemarked, provider, Marks(true))] :
        [
            Entry(KitemarkedId, "Moving and assisting people", 15, new(2026, 9, 1), new(2027, 9, 1), Assurance.Kitemarked, provider, Marks(true, new DateOnly(2026, 10, 1))),
            Entry(Other("c3"), "Fire safety <in> care homes", 6, new(2025, 12, 3), new(2026, 12, 3), Assurance.Recorded, provider, Marks(false)) with { Renews = Other("c4"), RenewedBy = KitemarkedId },
            Entry(Other("c4"), "First aid", 7, new(2025, 5, 14), new(2026, 5, 14), Assurance.EmployerAttested, new(null, null, null, null, Guid.Empty, "Hilltop House"), none),
            evidence.Now(Entry(EvidenceStandIn.DeclaredId, "Dementia awareness", 8, new(2024, 2, 2), null, Assurance.SelfDeclared, new(null, null, null, null, null, null), none) with
            {
                Declared = new("Fenland <b>Training</b>", EvidenceStanding.None),
            }),
            Entry(WithdrawnId, "Infection control", 12, new(2026, 8, 1), new(2027, 8, 1), Assurance.Kitemarked, provider, Marks(true), new(new(2026, 8, 4, 9, 0, 0, TimeSpan.Zero), "She was <i>not</i> in the class.")),
            .. evidence.Added,
        ])
        {
            Qualifications =
            [
                new(Other("d1"), 158, "Level 2 Adult Social Care Certificate", 2, new(2026, 3, 2), "NQual <b>", Assurance.Recorded, provider, time.GetUtcNow(), null),
                new(
                    Other("d2"), 129, "Diploma in Care (RQF)", 2, new(2025, 7, 1), null, Assurance.EmployerAttested, new(null, null, null, null, Guid.Empty, "Hilltop House"),
                    time.GetUtcNow(), new(new(2026, 8, 4, 9, 0, 0, TimeSpan.Zero), "It is <i>somebody else's</i>.")),
            ],
            CareCertificates = [CareCertificateStandIn.Begun(2025, 11), CareCertificateStandIn.Begun(2015, 15, isAwarded: true)],
        };
    }

    private sealed record CheckedCode(string Code);
}
