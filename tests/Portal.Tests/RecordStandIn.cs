using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the Passport service tells Northgate of what it recorded. To others it is not there.</summary>
internal sealed class RecordStandIn(IdentityStandIn identity, EvidenceStandIn evidence, TimeProvider time)
{
    public static readonly Guid StandingId = new("01890a5d-0000-7000-8000-0000000001a1");
    public static readonly Guid WithdrawnId = new("01890a5d-0000-7000-8000-0000000001a2");

    private readonly Dictionary<Guid, EntryWithdrawal> _withdrawn = new()
    {
        [WithdrawnId] = new(new(2026, 8, 4, 9, 0, 0, TimeSpan.Zero), "She was <i>not</i> in the class."),
    };

    /// <summary>What was last searched for, as it was asked.</summary>
    public string LastSearch { get; private set; } = "";

    /// <summary>The reasons entries were withdrawn for, one for each time the service was asked to.</summary>
    public List<string> Reasons { get; } = [];

    /// <summary>The days that were put right, for each time the service was asked to.</summary>
    public List<CorrectEntryRequest> Corrections { get; } = [];

    public bool HasNone { get; set; }

    public bool Refuses { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string entries = "/Passport/api/passport/v1/entries";
        host.MapGet(entries, (string? q, Guid? before, HttpRequest request) => OfProvider(request, () =>
        {
            LastSearch = request.QueryString.ToString();
            var all = HasNone ? [] : new[] { Record(StandingId), Record(WithdrawnId) }.Where(record => q is null || record.Name.Contains(q, StringComparison.OrdinalIgnoreCase)).ToList();
            return json(before is null ? new ListEntriesResponse(all, all.Count == 2 ? $"/api/passport/v1/entries?before={WithdrawnId}" : null) : new ListEntriesResponse([Record(StandingId)], null), 200);
        }));
        host.MapGet($"{entries}/{{id:guid}}", (Guid id, HttpRequest request) => OfProvider(request, () => id == StandingId || id == WithdrawnId ? json(Record(id), 200) : Problem(404, "not-found")));
        host.MapPost($"{entries}/{{id:guid}}/correct", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<CorrectEntryRequest>())!;
            return OfProvider(request, () =>
            {
                if (Refuses)
                {
                    return Problem(422, "already-recorded");
                }

                Corrections.Add(asked);
                return json(Record(id).Entry, 200);
            });
        });
        host.MapPost($"{entries}/{{id:guid}}/withdraw", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<WithdrawEntryRequest>())!;
            return (identity.Of(request) == Somebody.Amara ? evidence.Remove(id, asked.Reason, json) : null) ?? OfProvider(request, () =>
            {
                if (Refuses)
                {
                    return Problem(409, "changed-meanwhile");
                }

                Reasons.Add(asked.Reason);
                _withdrawn.TryAdd(id, new EntryWithdrawal(time.GetUtcNow(), asked.Reason));
                return json(Record(id).Entry, 200);
            });
        });
    }

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");

    private IssuedRecord Record(Guid id) => new(
        id == StandingId ? "Amara <b>Okafor</b>" : "محمد الأحمد", "CPA-4F7-KQ2-M9F",
        new PassportEntry(
            id, "Moving <b>people</b>", "1.0", 15, "Moving", new(2026, 9, 1), new(2027, 8, 31), Assurance.Kitemarked, false, new KitemarkOnTheDay(true, "x", []),
            new RecordedBy(StandIns.ProviderId, "Northgate Care Training", ClassStandIn.TrainerId, "Dev Patel", null, null), 6, CourseMode.FaceToFace, time.GetUtcNow(),
            _withdrawn.GetValueOrDefault(id)));

    private IResult OfProvider(HttpRequest request, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { Kind: OrganisationKind.TrainingProvider } => answer(),
        _ => Problem(404, "not-found"),
    };
}
