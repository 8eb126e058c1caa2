using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the Passport service does with records that learners say are wrong. Northgate recorded all of them.</summary>
internal sealed class DisputeStandIn(IdentityStandIn identity, TimeProvider time)
{
    /// <summary>Northgate's turn.</summary>
    public static readonly Guid WaitingId = new("01890a5d-0000-7000-8000-0000000002a1");

    /// <summary>The Academy found the record wrong, and Northgate is to put it right.</summary>
    public static readonly Guid UpheldId = new("01890a5d-0000-7000-8000-0000000002a2");

    /// <summary>The Academy's turn.</summary>
    public static readonly Guid AskedId = new("01890a5d-0000-7000-8000-0000000002a3");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private readonly Dictionary<string, DisputeView> _answers = [];

    /// <summary>What Amara says of <see cref="TeamStandIn.KitemarkedId"/>.</summary>
    public DisputeView? Amaras { get; set; }

    /// <summary>What was answered, once for each key.</summary>
    public Dictionary<string, AnswerDisputeRequest> Answers { get; } = [];

    /// <summary>Why somebody looked, for each look.</summary>
    public List<string> Purposes { get; } = [];

    /// <summary>The slug everything is refused with, if it is.</summary>
    public string? Refuses { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string passport = "/Passport/api/passport/v1";
        host.MapGet($"{passport}/learners/{{id:guid}}/disputes", (Guid id, HttpRequest request) => Own(request, id, () => json(
            new ListOwnDisputesResponse(Amaras is null || id != Somebody.Amara.LearnerId ? [] : [Amaras]), 200)));
        host.MapPost($"{passport}/entries/{{entry:guid}}/dispute", async (Guid entry, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<OpenDisputeRequest>(Json))!;
            return Own(request, Somebody.Amara.LearnerId, () => json(Once(request, () => Amaras = Said(Amaras ?? New(entry), asked.Words) with { Claim = asked.Claim }), 200));
        });
        host.MapPost($"{passport}/disputes/{{dispute:guid}}/ask-academy", async (Guid dispute, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<AskAcademyRequest>(Json))!;
            dispute.ShouldBe(Amaras!.DisputeId);
            return Own(request, Somebody.Amara.LearnerId, () => json(Once(request, () => Amaras = Said(Amaras, asked.Words) with { State = DisputeState.WithAcademy, MayAskAcademy = false, AnswerBy = time.GetUtcNow().AddDays(14) }), 200));
        });
        host.MapGet($"{passport}/disputes", (Guid? after, HttpRequest request) => OfAnswerers(request, who => json(Queue(who, after), 200)));
        host.MapGet($"{passport}/disputes/{{id:guid}}", (Guid id, HttpRequest request) => OfAnswerers(request, _ =>
        {
            Purposes.Add(request.Headers["X-Purpose"].ToString());
            return One(id) is { } one ? json(one, 200) : Problem(404, "not-found");
        }));
        host.MapPost($"{passport}/disputes/{{id:guid}}/answer", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<AnswerDisputeRequest>(Json))!;
            return Refuses is { } slug ? Problem(409, slug) : OfAnswerers(request, _ =>
            {
                Answers[request.Headers["Idempotency-Key"].ToString()] = asked;
                return json(One(id)!, 200);
            });
        });
    }

    /// <summary>What Amara said, answered by Northgate.</summary>
    public DisputeView Answered(DisputeState state = DisputeState.Answered, DisputeOutcome? outcome = null) => New(TeamStandIn.KitemarkedId) with
    {
        State = state,
        MayAskAcademy = state == DisputeState.Answered,
        AnswerBy = state == DisputeState.Answered ? null : time.GetUtcNow().AddDays(14),
        Outcome = outcome,
        Lines = [new(DisputeVoice.Learner, time.GetUtcNow().AddDays(-2), "It was a <b>day</b> earlier."), new(DisputeVoice.Issuer, time.GetUtcNow(), "The register says so.")],
    };

    private static ListDisputesResponse Queue(Somebody who, Guid? after)
    {
        var all = who.Kind switch
        {
            OrganisationKind.TrainingProvider => new[] { (UpheldId, DisputeState.Upheld, -20), (WaitingId, DisputeState.WithIssuer, -1) },
            OrganisationKind.Academy => [(AskedId, DisputeState.WithAcademy, -2)],
            _ => [],
        };
        var now = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
        return new(
            all.Length,
            after is not null ? [] : [.. all.Select(one => new WaitingDispute(
                one.Item1, "Moving <b>people</b>", new(2026, 9, 1), DisputeClaim.WrongDay, one.Item2, now.AddDays(one.Item3), now.AddDays(one.Item3 + 14)))],
            after is null && all.Length > 1 ? $"/api/passport/v1/disputes?after={all[^1].Item1}" : null);
    }

    private DisputeView? One(Guid id)
    {
        var dispute = New(RecordStandIn.StandingId) with { DisputeId = id, Whose = new(Guid.NewGuid(), "Nguyễn <b>Thị</b> Hà", "CPA-4F7-KQ2-M9F") };
        return id == WaitingId ? dispute
            : id == UpheldId ? dispute with { State = DisputeState.Upheld }
            : id == AskedId ? dispute with { State = DisputeState.WithAcademy }
            : null;
    }

    private DisputeView New(Guid entry) => new(
        AskedId, DisputeClaim.WrongDay, DisputeState.WithIssuer, time.GetUtcNow(), time.GetUtcNow().AddDays(14), MayAskAcademy: false, Outcome: null,
        entry == RecordStandIn.StandingId ? [new(DisputeVoice.Learner, time.GetUtcNow(), "It was a <b>day</b> earlier.")] : [],
        new PassportEntry(
            entry, "Moving <b>people</b>", "1.0", 15, "Moving", new(2026, 9, 1), new(2027, 8, 31), Assurance.Kitemarked, false, new KitemarkOnTheDay(true, "x", []),
            new RecordedBy(StandIns.ProviderId, "Northgate Care Training", ClassStandIn.TrainerId, "Dev Patel", null, null), 6, null, time.GetUtcNow(), null),
        null);

    private DisputeView Said(DisputeView dispute, string words) => dispute with { Lines = [.. dispute.Lines, new(DisputeVoice.Learner, time.GetUtcNow(), words)] };

    private DisputeView Once(HttpRequest request, Func<DisputeView> answer)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        return _answers.TryGetValue(key, out var same) ? same : _answers[key] = answer();
    }

    private IResult Own(HttpRequest request, Guid? id, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { } who when who.LearnerId == id => Refuses is { } slug && request.Method == HttpMethods.Post ? Problem(422, slug) : answer(),
        _ => Problem(404, "not-found"),
    };

    private IResult OfAnswerers(HttpRequest request, Func<Somebody, IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { OrganisationId: not null } who => answer(who),
        _ => Problem(404, "not-found"),
    };

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");
}
