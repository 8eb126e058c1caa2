using Academy.Contracts.Kitemark;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>The checks employers made, which the Passport service keeps for them. To others they are not there.</summary>
internal sealed class SavedCheckStandIn(IdentityStandIn identity, TimeProvider time)
{
    /// <summary>A check Rosewood made a week ago; something of it was withdrawn since.</summary>
    public static readonly Guid OldId = new("01890a5d-0000-7000-8000-0000000000b1");

    private readonly List<(Guid Employer, CheckPassportResponse Check)> _made = [];
    private readonly Dictionary<string, DecideRelianceResponse> _answered = [];
    private readonly List<ReceiptResponse> _receipts = [];

    public IReadOnlyList<ReceiptResponse> Receipts => _receipts;

    /// <summary>Whether whoever asks may not see checks that are kept.</summary>
    public bool IsForOthers { get; set; }

    public bool HasNone { get; set; }

    /// <summary>Whether the shares the checks were made with have ended.</summary>
    public bool HasEnded { get; set; }

    /// <summary>What was looked for last, as it was asked.</summary>
    public string LastSearch { get; private set; } = "";

    public void Keep(HttpRequest request, CheckPassportResponse check)
    {
        if (identity.Of(request) is { Kind: OrganisationKind.Employer } who && !_made.Exists(made => made.Check.CheckId == check.CheckId))
        {
            _made.Add((who.OrganisationId!.Value, check));
        }
    }

    public void Map(WebApplication host, Func<object, int, IResult> json, Func<DateTimeOffset, CheckPassportResponse> found)
    {
        const string passport = "/Passport/api/passport/v1";
        host.MapGet($"{passport}/checks/{{id:guid}}", (Guid id, HttpRequest request) => OfEmployer(request, null, who =>
            All(who, found).Find(check => check.CheckId == id) is { } check ? json(Show(check), 200) : Problem(404, "not-found")));
        host.MapGet($"{passport}/employers/{{id:guid}}/checks", (Guid id, Guid? before, HttpRequest request) => OfEmployer(request, id, who => json(
            (LastSearch = request.QueryString.ToString()) is null || HasNone ? new ListChecksResponse([], null)
                : before is null
                    ? new ListChecksResponse(
                        [.. All(who, found).Select(check => new ListedCheck(check.CheckId, check.CheckedAt, check.Name, check.Entries.Count))],
                        $"/api/passport/v1/employers/{id}/checks?before={OldId}")
                    : new ListChecksResponse([new(OldId, time.GetUtcNow().AddDays(-70), "=محمد الأحمد", 1)], null), 200)));
    }

    /// <summary>What is decided by a check, for <see cref="StarterStandIn"/>, whose route it is.</summary>
    public IResult Decide(string key, DecideRelianceRequest asked, Func<object, int, IResult> json)
    {
        if (!_answered.TryGetValue(key, out var answer))
        {
            answer = _answered[key] = new DecideRelianceResponse([.. asked.Decisions.Select(d => new ReceiptResponse(
                Guid.CreateVersion7(), null, Guid.Empty, "Rosewood Care", d.EntryId, "Moving and assisting people", "Moving", new DateOnly(2026, 9, 1), d.Decision, d.Reason,
                time.GetUtcNow(), null, null, null, EntryWithdrawn: false, StarterStandIn.Signed))]);
            _receipts.RemoveAll(receipt => answer.Receipts.Any(newer => newer.EntryId == receipt.EntryId));
            _receipts.InsertRange(0, answer.Receipts);
        }

        return json(answer, 201);
    }

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");

    private IResult OfEmployer(HttpRequest request, Guid? employer, Func<Somebody, IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        _ when IsForOthers => Problem(403, "not-allowed"),
        { Kind: OrganisationKind.Employer } who when employer is null || who.OrganisationId == employer => answer(who),
        _ => Problem(404, "not-found"),
    };

    private List<CheckPassportResponse> All(Somebody who, Func<DateTimeOffset, CheckPassportResponse> found) =>
    [
        .. _made.Where(made => made.Employer == who.OrganisationId).Select(made => made.Check).Reverse(),
        .. who == Somebody.Ruth ? [found(time.GetUtcNow().AddDays(-7)) with { CheckId = OldId }] : Array.Empty<CheckPassportResponse>(),
    ];

    private GetCheckResponse Show(CheckPassportResponse check)
    {
        // What was found was given ids of its own; from here on they stay.
        var entries = check.Entries.Select((entry, n) => entry with { EntryId = new Guid($"01890a5d-0000-7000-8000-00000000b1{n:00}") }).ToList();
        CheckChange[] changes = check.CheckId == OldId && !HasEnded
            ?
            [
                new(entries[0].EntryId, entries[0].Title, "Withdrawn", time.GetUtcNow().AddDays(-2), "She was <i>not</i> in the class."),
                new(entries[2].EntryId, entries[2].Title, "Reassessed", time.GetUtcNow().AddDays(-3), null),
            ]
            : [];
        var provider = new RecordedBy(StandIns.ProviderId, "Northgate Care Training", Guid.Empty, "Dev Patel", null, null);
        return new GetCheckResponse(
            check.CheckId, check.CheckedAt, check.SharedUntil, check.Name, check.Summary, entries, check.Qualifications, changes,
            [
                .. entries.Take(4).Select(entry => new BroughtEntry(
                    new PassportEntry(
                        entry.EntryId, entry.Title, "1.0", 15, "Moving", entry.CompletedOn, entry.ValidUntil, entry.Assurance, false, entry.Kitemark, provider, 6, CourseMode.FaceToFace,
                        time.GetUtcNow(), changes.FirstOrDefault(change => change.EntryId == entry.EntryId && change.What == "Withdrawn") is { } gone ? new(gone.At, gone.Reason!) : entry.Withdrawal),
                    _receipts.Find(receipt => receipt.EntryId == entry.EntryId))),
            ])
        {
            IsShared = !HasEnded,
            Jws = StarterStandIn.SignedCheck,
        };
    }
}
