using Academy.Contracts.Kitemark;
using Academy.Kitemark.Domain;
using Academy.Kitemark.Features;
using Academy.Passport.Features;
using Academy.Pathway.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the services do with kitemarks that were granted: one in force, one suspended, one withdrawn.</summary>
internal sealed class MarkStandIn(IdentityStandIn identity, TimeProvider time)
{
    public static readonly Guid InForceId = Id(1);
    public static readonly Guid SuspendedId = Id(2);
    public static readonly Guid WithdrawnId = Id(3);

    /// <summary>Of the one in force: to come.</summary>
    public static readonly Guid PlannedVisitId = Id(4);

    private static readonly DateOnly From = new(2026, 1, 1);
    private static readonly DateOnly Until = new(2027, 1, 31);

    /// <summary>What was decided and planned, once for each key: the address and what was sent.</summary>
    public Dictionary<string, (string Path, string Content)> Taken { get; } = [];

    /// <summary>What was asked of the effects, by service.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The sentence everything is refused with, if it is.</summary>
    public string? Refuses { get; set; }

    /// <summary>Whether the work that follows the last decision is done.</summary>
    public bool IsWorkDone { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string path = "/Kitemark/api/kitemark/v1";
        host.MapGet($"{path}/kitemarks", (string? q, Guid? after, HttpRequest request) => OfThose(request, _ => json(List(q, after), 200)));
        host.MapGet($"{path}/kitemarks/{{id:guid}}", (Guid id, HttpRequest request) => OfThose(request, _ => One(id) is { } one ? json(one, 200) : Problem(404, "x")));
        host.MapGet($"{path}/renewals", (string? due, Guid? after, HttpRequest request) => OfThose(request, who => json(Renewals(who, due, after), 200)));
        host.MapPost($"{path}/kitemarks/{{id:guid}}/{{step}}", (Guid id, string step, HttpRequest request)
            => Take(request, step, () => step == "visits" ? json(One(id)!, 201) : json(new KitemarkResponse(id, KitemarkSubject.CourseVersion, StandIns.MovingId, Period(id)), 200)));
        host.MapPost($"{path}/visits/{{id:guid}}/{{step}}", (Guid id, string step, HttpRequest request) => Take(request, step, () => json(Planned(id), 200)));
        host.MapGet("/Passport/api/passport/v1/kitemarks/{id:guid}/effects", (Guid id, HttpRequest request) => Effects(request, () => json(
            request.Query["kind"] == "Reinstated"
                ? new GetKitemarkEffectsResponse(id, 214, 0, 0, 180, 12, 3) { GainingMark = 200, LeavingReview = 14, Regained = [.. Enumerable.Range(0, request.Headers.ContainsKey("X-Purpose") ? 3 : 0).Select(i => new Regained(Id(i), [Id(7)]))] }
                : new GetKitemarkEffectsResponse(id, 214, 200, 14, 180, 12, 3), 200)));
        host.MapGet("/Passport/api/passport/v1/reassessments", (HttpRequest request) => OfThose(request, _ => json(new ListReassessmentsResponse(
            [new(Id(9), InForceId, 180, IsWorkDone ? 180 : 60, 70, time.GetUtcNow().AddMinutes(-1), IsWorkDone ? time.GetUtcNow() : null)]), 200)));
        host.MapGet("/Pathway/api/pathway/v1/effects", (HttpRequest request) => Effects(request, () => json(new GetEffectsResponse(
            180, [new(3, 2, 5), new(2, 0, 1)], [.. Enumerable.Range(0, 6).Select(i => new Pathway.Features.TierAfter(Id(i), 2))], 7), 200)));
        host.MapPost("/Pathway/api/pathway/v1/effects", (HttpRequest request) => Effects(request, () => json(new Academy.Pathway.Features.WorkOutEffectsResponse(
            [new(0, 1, 2)], [.. Enumerable.Range(0, 2).Select(i => new Pathway.Features.TierAfter(Id(i), 1))]), 200)));
        host.MapPost("/Benefits/api/benefits/v1/effects", (HttpRequest request) => Effects(request, () => json(new Benefits.Features.WorkOutEffectsResponse(4, [new(Id(8), "Half-price <b>swimming</b>", 4)])
        {
            LearnersGaining = 2,
            Gained = [new(Id(8), "Half-price <b>swimming</b>", 2)],
        }, 200)));
    }

    private static Guid Id(int number) => new($"01890a5d-0000-7000-8000-0000000004a{number}");

    private static MarkPeriod Period(Guid id)
    {
        var at = new DateTimeOffset(2025, 12, 12, 9, 0, 0, TimeSpan.Zero);
        MarkDecision taken = new(MarkDecisionKind.Suspended, new(2026, 5, 1), Consequence.NeedsReview, null, "A <b>complaint</b>.", at.AddMonths(5), new("It was another course.", at.AddMonths(6)));
        MarkDecision suspended = new(MarkDecisionKind.Suspended, new(2026, 10, 1), Consequence.Stands, null, "A visit found gaps.", at.AddMonths(9));
        MarkDecision withdrawn = new(MarkDecisionKind.Withdrawn, new(2026, 11, 1), Consequence.VoidFrom, new(2026, 10, 15), "It was true.", at.AddMonths(10));
        return new(From, Until, at, id == InForceId ? [taken] : id == SuspendedId ? [taken, suspended] : [suspended, withdrawn]);
    }

    private static VisitResponse Planned(Guid id) => new(id, new(2026, 12, 1), ["C1", "C2"], "somebody", null, null, null, null, [VisitStep.Record, VisitStep.Cancel]);

    private static ListKitemarksResponse List(string? q, Guid? after)
    {
        if (after is not null || q == "nothing")
        {
            return new([], null);
        }

        ListedKitemark Item(Guid id, MarkDecisionKind? ended, DateOnly last, bool isProvider = false) => new(
            id, isProvider ? KitemarkSubject.TrainingProvider : KitemarkSubject.CourseVersion, StandIns.MovingId, StandIns.ProviderId, "Northgate Care Training",
            isProvider ? null : "Moving <b>people</b>", isProvider ? null : "2026", From, last, ended);
        return new(
            [
                Item(InForceId, null, Until), Item(SuspendedId, MarkDecisionKind.Suspended, new(2026, 9, 30)),
                Item(WithdrawnId, MarkDecisionKind.Withdrawn, new(2026, 10, 31)), Item(Id(5), null, new(2026, 6, 30), isProvider: true),
            ],
            $"/api/kitemark/v1/kitemarks?after={WithdrawnId}&limit=25");
    }

    private static ListRenewalsResponse Renewals(Somebody who, string? due, Guid? after)
    {
        if (after is not null)
        {
            return new([], null);
        }

        RenewalItem Item(int id, RenewalState state, DateOnly until, Guid? application, DateOnly reviewBy, bool isProvider = false) => new(
            Id(id), isProvider ? KitemarkSubject.TrainingProvider : KitemarkSubject.CourseVersion, isProvider ? StandIns.ProviderId : StandIns.MovingId, StandIns.ProviderId,
            "Northgate Care Training", isProvider ? null : "Moving <b>people</b>", isProvider ? null : "2026", From, until, state, until.AddDays(-90), application,
            new(reviewBy.AddMonths(-3), reviewBy), due == "Review");
        return new(
            [
                Item(1, RenewalState.Open, Until, null, new(2026, 12, 31)),
                Item(2, RenewalState.Applied, new(2026, 12, 31), ApplicationStandIn.SubmittedId, new(2026, 10, 31)),
                Item(3, RenewalState.Lapsed, new(2026, 11, 1), null, new(2026, 10, 31), isProvider: true),
                .. who.Kind == OrganisationKind.Academy ? Array.Empty<RenewalItem>() : [Item(5, RenewalState.NotYet, new(2028, 1, 31), null, new(2027, 10, 31))],
            ],
            who.Kind == OrganisationKind.Academy ? $"/api/kitemark/v1/renewals?due={due}&after={Id(3)}&limit=25" : null);
    }

    private static GetKitemarkResponse? One(Guid id) => !Enumerable.Range(1, 6).Select(Id).Contains(id) ? null : new(
        id, 3, KitemarkSubject.CourseVersion, StandIns.MovingId, StandIns.ProviderId, "Northgate Care Training", new(StandIns.MovingId, "Moving <b>people</b>", "2026"), id == InForceId, Period(id),
        [new(Id(6), new(2025, 1, 1), new(2025, 12, 31), new(2025, 12, 31)), new(id, From, Until, Until)], Until.AddDays(-90), id == InForceId ? new(2026, 6, 5) : null, new(new(2027, 6, 5), new(2028, 6, 5)),
        id == InForceId
            ? [Planned(PlannedVisitId), new(Id(7), new(2026, 6, 5), ["C3"], "somebody", new(2026, 6, 5), "A class of <b>twelve</b>.", null, null, []), new(Id(8), new(2026, 6, 4), ["C3"], "somebody", null, null, new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero), "Snow.", [])]
            : [],
        id == InForceId ? [MarkStep.Suspend, MarkStep.Withdraw, MarkStep.PlanVisit] : id == SuspendedId ? [MarkStep.Withdraw, MarkStep.Reinstate, MarkStep.PlanVisit] : []);

    private async Task<IResult> Take(HttpRequest request, string step, Func<IResult> answer)
    {
        var content = await new StreamReader(request.Body).ReadToEndAsync();
        return OfThose(request, _ =>
        {
            if (Refuses is { } sentence)
            {
                return Problem(422, sentence);
            }

            Taken[request.Headers["Idempotency-Key"].ToString()] = (step, content);
            return answer();
        });
    }

    private async Task<IResult> Effects(HttpRequest request, Func<IResult> answer)
    {
        var content = await new StreamReader(request.Body).ReadToEndAsync();
        return OfThose(request, _ =>
        {
            Asked.Add($"{request.Path.Value!.Split('/')[1]} {request.QueryString}{content}");
            return Refuses is { } sentence ? Problem(422, sentence) : answer();
        });
    }

    private IResult OfThose(HttpRequest request, Func<Somebody, IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "x"),
        { Kind: OrganisationKind.TrainingProvider or OrganisationKind.Academy } who => answer(who),
        { OrganisationId: { } agency } who when agency == StandIns.AgencyId => answer(who),
        _ => Problem(404, "x"),
    };

    private static IResult Problem(int status, string sentence) => Results.Problem(statusCode: status, type: "/problems/refused", detail: sentence);
}
